using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>IP addresses as the kernel writes them: sockaddr_in and sockaddr_in6 (ip(7), ipv6(7)).</summary>
internal static class AddressBytes
{
    /// <summary>Room for either family.</summary>
    public const int Size = 28;

    private const int PortAt = 2, AddressAt = 4, Address6At = 8, ScopeAt = 24;

    /// <summary>Writes the address for a socket of this family; an IPv4 one goes through an IPv6 socket as mapped.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> target, IPEndPoint endPoint, AddressFamily family)
    {
        target[..Size].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(target[PortAt..], (ushort)endPoint.Port);
        if (family == AddressFamily.InterNetwork)
        {
            BitConverter.TryWriteBytes(target, (ushort)LibC.AF_INET);
            endPoint.Address.MapToIPv4().TryWriteBytes(target[AddressAt..], out _);
            return 16;
        }

        IPAddress address = endPoint.Address.MapToIPv6();
        BitConverter.TryWriteBytes(target, (ushort)LibC.AF_INET6);
        address.TryWriteBytes(target[Address6At..], out _);
        BitConverter.TryWriteBytes(target[ScopeAt..], (uint)address.ScopeId);
        return Size;
    }

    /// <summary>Reads an address; the known one if it is the same, so that a steady peer costs nothing.</summary>
    public static IPEndPoint Read(ReadOnlySpan<byte> source, IPEndPoint? known)
    {
        int port = BinaryPrimitives.ReadUInt16BigEndian(source[PortAt..]);
        bool four = BitConverter.ToUInt16(source) == LibC.AF_INET;
        ReadOnlySpan<byte> bytes = four ? source.Slice(AddressAt, 4) : source.Slice(Address6At, 16);
        if (IsMapped(bytes)) bytes = bytes[12..];
        long scope = BitConverter.ToUInt32(source[ScopeAt..]); // An IPv4 address has none, and asks for none.
        if (known is not null && IsSame(known, bytes, port, scope)) return known;
        return new IPEndPoint(bytes.Length == 16 ? new IPAddress(bytes, scope) : new IPAddress(bytes), port);
    }

    private static bool IsMapped(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 16 && bytes[10] == 0xFF && bytes[11] == 0xFF && bytes[..10].IndexOfAnyExcept((byte)0) < 0;

    private static bool IsSame(IPEndPoint known, ReadOnlySpan<byte> bytes, int port, long scope)
    {
        Span<byte> address = stackalloc byte[16];
        return known.Port == port
            && known.Address.TryWriteBytes(address, out int length)
            && address[..length].SequenceEqual(bytes)
            && (length == 4 || known.Address.ScopeId == scope);
    }
}
