using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>recvmmsg(2) and sendmmsg(2) for <see cref="DatagramSocket"/>.</summary>
internal static unsafe class DatagramCalls
{
    /// <summary>Receives as many as there are, at most one for each; their number is the count.</summary>
    public static IoResult TryReceive(Socket socket, ReadOnlySpan<Datagram> datagrams)
    {
        int count = Math.Min(datagrams.Length, DatagramSocket.MostPerCall);
        mmsghdr* headers = stackalloc mmsghdr[count];
        iovec* pieces = stackalloc iovec[count];
        byte* addresses = stackalloc byte[count * AddressBytes.Size];
        using var pins = new Pins(count);
        for (int i = 0; i < count; i++)
            headers[i] = Header(pins.Add(datagrams[i].Buffer), datagrams[i].Buffer.Length, &pieces[i], addresses + (i * AddressBytes.Size), AddressBytes.Size);

        IoResult received = Call(socket, headers, count, receive: true);
        for (int i = 0; i < received.Count; i++)
        {
            var address = new ReadOnlySpan<byte>(addresses + (i * AddressBytes.Size), AddressBytes.Size);
            datagrams[i].Length = (int)headers[i].msg_len;
            datagrams[i].IsTruncated = (headers[i].msg_hdr.msg_flags & LibC.MSG_TRUNC) != 0;
            datagrams[i].EndPoint = (int)headers[i].msg_hdr.msg_namelen == 0 ? null : AddressBytes.Read(address, datagrams[i].EndPoint);
        }

        return received;
    }

    /// <summary>Sends from the front; the number that the kernel took is the count.</summary>
    public static IoResult TrySend(Socket socket, ReadOnlySpan<Datagram> datagrams)
    {
        int count = Math.Min(datagrams.Length, DatagramSocket.MostPerCall);
        mmsghdr* headers = stackalloc mmsghdr[count];
        iovec* pieces = stackalloc iovec[count];
        byte* addresses = stackalloc byte[count * AddressBytes.Size];
        using var pins = new Pins(count);
        for (int i = 0; i < count; i++)
        {
            byte* address = addresses + (i * AddressBytes.Size);
            int length = datagrams[i].EndPoint is { } target
                ? AddressBytes.Write(new Span<byte>(address, AddressBytes.Size), target, socket.AddressFamily)
                : 0;
            headers[i] = Header(pins.Add(datagrams[i].Buffer), datagrams[i].Length, &pieces[i], length == 0 ? null : address, length);
        }

        return Call(socket, headers, count, receive: false);
    }

    private static mmsghdr Header(void* bytes, int length, iovec* piece, byte* address, int addressLength)
    {
        piece->iov_base = bytes;
        piece->iov_len = length;
        return new mmsghdr
        {
            msg_hdr = new msghdr { msg_name = address, msg_namelen = addressLength, msg_iov = piece, msg_iovlen = 1 },
        };
    }

    private static IoResult Call(Socket socket, mmsghdr* headers, int count, bool receive)
    {
        int fd = (int)socket.Handle;
        while (true)
        {
            int done = receive
                ? LinuxCalls.ReceiveMany(fd, headers, (uint)count, LibC.MSG_DONTWAIT)
                : LinuxCalls.SendMany(fd, headers, (uint)count, LibC.MSG_DONTWAIT);
            if (done >= 0) return new IoResult(done, SocketError.Success);
            SocketError error = Errno.Of(Marshal.GetLastPInvokeError());
            if (error != SocketError.Interrupted) return new IoResult(0, error);
        }
    }

    /// <summary>Holds the buffers of one call in place.</summary>
    private ref struct Pins(int count)
    {
        private readonly MemoryHandle[] _handles = ArrayPool<MemoryHandle>.Shared.Rent(count);
        private int _count;

        public void* Add(Memory<byte> memory)
        {
            _handles[_count] = memory.Pin();
            return _handles[_count++].Pointer;
        }

        public readonly void Dispose()
        {
            for (int i = 0; i < _count; i++) _handles[i].Dispose();
            ArrayPool<MemoryHandle>.Shared.Return(_handles); // Disposed, they refer to nothing.
        }
    }
}
