using System.Buffers;
using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets;

/// <summary>Sending the pieces of a sequence with one system call, sendmsg(2) as writev(2).</summary>
internal static unsafe class VectoredSend
{
    // IOV_MAX is 1024; so many pieces are pinned on the stack at a time.
    private const int MostPieces = 256;

    /// <summary>Sends from the front of the sequence; empty pieces are passed over.</summary>
    public static IoResult TrySend(this Socket socket, in ReadOnlySequence<byte> data)
    {
        ReadOnlyMemory<byte>[] pieces = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(MostPieces);
        int count = 0;
        foreach (ReadOnlyMemory<byte> piece in data)
        {
            if (piece.IsEmpty) continue;
            pieces[count++] = piece;
            if (count == MostPieces) break;
        }

        IoResult result = socket.TrySend(pieces.AsSpan(0, count));
        pieces.AsSpan(0, count).Clear(); // The pool must not keep them.
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(pieces);
        return result;
    }

    /// <summary>Sends from the front of these pieces, of which there are 256 at most.</summary>
    public static IoResult TrySend(this Socket socket, ReadOnlySpan<ReadOnlyMemory<byte>> data)
    {
        var handles = ArrayPool<MemoryHandle>.Shared.Rent(MostPieces);
        var count = 0;
        try
        {
            var pieces = stackalloc iovec[MostPieces];
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
