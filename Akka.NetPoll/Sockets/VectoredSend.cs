using System.Buffers;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>Sending many pieces with one system call.</summary>
internal static class VectoredSend
{
    /// <summary>So many pieces are held in place at a time, on the stack; IOV_MAX is 1024.</summary>
    public const int MostPieces = 256;

    /// <summary>Sends from the front of the sequence; empty pieces are passed over.</summary>
    public static IoResult TrySend(this Socket socket, in ReadOnlySequence<byte> data)
    {
        ReadOnlyMemory<byte>[] pieces = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(MostPieces);
        int count = 0;
        foreach (ReadOnlyMemory<byte> piece in data)
        {
            if (count == MostPieces) break;
            if (!piece.IsEmpty) pieces[count++] = piece;
        }

        IoResult result = socket.TrySend(pieces.AsSpan(0, count));
        pieces.AsSpan(0, count).Clear(); // The pool must not keep them.
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(pieces);
        return result;
    }

    /// <summary>Sends from the front of these pieces, none of which is empty; there are <see cref="MostPieces"/> at most.</summary>
    public static IoResult TrySend(this Socket socket, ReadOnlySpan<ReadOnlyMemory<byte>> pieces) => OperatingSystem.IsLinux()
        ? Linux.GatheredSend.TrySend(socket, pieces)
        : Portable.GatheredSend.TrySend(socket, pieces);
}
