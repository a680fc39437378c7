using System.Buffers;
using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>sendmsg(2) as writev(2), for <see cref="VectoredSend"/>.</summary>
internal static unsafe class GatheredSend
{
    public static IoResult TrySend(Socket socket, ReadOnlySpan<ReadOnlyMemory<byte>> data)
    {
        MemoryHandle[] handles = ArrayPool<MemoryHandle>.Shared.Rent(VectoredSend.MostPieces);
        int count = 0;
        try
        {
            iovec* pieces = stackalloc iovec[VectoredSend.MostPieces];
            foreach (ReadOnlyMemory<byte> piece in data)
            {
                handles[count] = piece.Pin();
                pieces[count] = new iovec { iov_base = handles[count].Pointer, iov_len = piece.Length };
                count++;
            }

            return Send((int)socket.Handle, pieces, count);
        }
        finally
        {
            for (int i = 0; i < count; i++) handles[i].Dispose();
            ArrayPool<MemoryHandle>.Shared.Return(handles); // Disposed, they refer to nothing.
        }
    }

    private static IoResult Send(int fd, iovec* pieces, int count)
    {
        var message = new msghdr { msg_iov = pieces, msg_iovlen = count };
        while (true)
        {
            long sent = (long)LibC.sendmsg(fd, &message, LibC.MSG_DONTWAIT | LibC.MSG_NOSIGNAL);
            if (sent >= 0) return new IoResult((int)sent, SocketError.Success);
            SocketError error = Errno.Last;
            if (error != SocketError.Interrupted) return new IoResult(0, error);
        }
    }
}
