using System.Buffers;
using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>sendmsg(2) as writev(2), for <see cref="VectoredSend"/>.</summary>
internal static unsafe class GatheredSend
{
    public static IoResult TrySend(Socket socket, ReadOnlySpan<ReadOnlyMemory<byte>> data)
    {
        var handles = ArrayPool<MemoryHandle>.Shared.Rent(VectoredSend.MostPieces);
        var count = 0;
        try
        {
            var pieces = stackalloc iovec[VectoredSend.MostPieces];
            foreach (var piece in data)
            {
                handles[count] = piece.Pin();
                pieces[count] = new iovec { iov_base = handles[count].Pointer, iov_len = piece.Length };
                count++;
            }

            return Send((int)socket.Handle, pieces, count);
        }
        finally
        {
            for (var i = 0; i < count; i++) handles[i].Dispose();
            ArrayPool<MemoryHandle>.Shared.Return(handles); // Disposed, they refer to nothing.
        }
    }

    private static IoResult Send(int fd, iovec* pieces, int count)
    {
        var message = new msghdr { msg_iov = pieces, msg_iovlen = count };
        while (true)
        {
            var sent = (long)LibC.sendmsg(fd, &message, LibC.MSG_DONTWAIT | LibC.MSG_NOSIGNAL);
            if (sent >= 0) return new IoResult((int)sent, SocketError.Success);
            var error = Errno.Last;
            if (error != SocketError.Interrupted) return new IoResult(0, error);
        }
    }
}
