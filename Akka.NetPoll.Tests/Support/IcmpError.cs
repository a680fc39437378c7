using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Akka.NetPoll.Tests.Support;

/// <summary>Makes the network report an error of UDP: an ICMP message about a datagram that was sent, from a raw socket.</summary>
/// <remarks>Raw sockets take the right CAP_NET_RAW; a spec skips with that reason where it has none.</remarks>
internal static class IcmpError
{
    private const int IpHeader = 20, Ip6Header = 40, IcmpHeader = 8, UdpHeader = 8;

    /// <summary>Reports to the connected socket at <paramref name="from"/> what has become of its datagram to <paramref name="to"/>.</summary>
    public static void Report(byte type, byte code, IPEndPoint from, IPEndPoint to)
    {
        bool four = from.AddressFamily == AddressFamily.InterNetwork;
        using var raw = Open(four);
        byte[] message = new byte[IcmpHeader + (four ? IpHeader : Ip6Header) + UdpHeader];
        (message[0], message[1]) = (type, code);
        // Fragmentation needed, or packet too big, at the largest size there is: nothing else is to be sent in smaller pieces.
        if (four) BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), ushort.MaxValue);
        else BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), ushort.MaxValue);

        var datagram = message.AsSpan(IcmpHeader);
        if (four) WriteIp(datagram, from, to);
        else WriteIp6(datagram, from, to);
        var udp = datagram[(four ? IpHeader : Ip6Header)..];
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], UdpHeader);

        // The kernel writes that of ICMPv6 itself.
        if (four) BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Checksum(message));
        raw.SendTo(message, new IPEndPoint(from.Address, 0));
    }

    private static Socket Open(bool four)
    {
        try
        {
            return four
                ? new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp)
                : new Socket(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied)
        {
            throw new SkipException("raw sockets are not permitted here (CAP_NET_RAW)");
        }
    }

    private static void WriteIp(Span<byte> header, IPEndPoint from, IPEndPoint to)
    {
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], IpHeader + UdpHeader);
        header[8] = 64;
        header[9] = (byte)ProtocolType.Udp;
        from.Address.TryWriteBytes(header[12..], out _);
        to.Address.TryWriteBytes(header[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], Checksum(header[..IpHeader]));
    }

    private static void WriteIp6(Span<byte> header, IPEndPoint from, IPEndPoint to)
    {
        header[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], UdpHeader);
        header[6] = (byte)ProtocolType.Udp;
        header[7] = 64;
        from.Address.TryWriteBytes(header[8..], out _);
        to.Address.TryWriteBytes(header[24..], out _);
    }

    // RFC 1071.
    private static ushort Checksum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (int i = 0; i < data.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(data[i..]);
        while (sum > ushort.MaxValue) sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)~sum;
    }
}
