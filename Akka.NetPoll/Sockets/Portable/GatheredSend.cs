using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.NetPoll.Sockets.Portable;

/// <summary>The list that .NET's Socket sends with one call, for <see cref="VectoredSend"/>.</summary>
internal static class GatheredSend
{
    // One a thread, used again: a call ends on the thread on which it began.
    [ThreadStatic]
    private static List<ArraySegment<byte>>? _list;

    public static IoResult TrySend(Socket socket, ReadOnlySpan<ReadOnlyMemory<byte>> data)
    {
        List<ArraySegment<byte>> pieces = _list ??= new List<ArraySegment<byte>>(VectoredSend.MostPieces);
        try
        {
            foreach (ReadOnlyMemory<byte> piece in data)
            {
                // Memory that is no array's goes alone, when its turn comes.
                if (!MemoryMarshal.TryGetArray(piece, out ArraySegment<byte> array)) return pieces.Count > 0 ? Send(socket, pieces) : socket.TrySend(piece.Span);
                pieces.Add(array);
            }

            return pieces.Count > 0 ? Send(socket, pieces) : new IoResult(0, SocketError.Success);
        }
        finally
        {
            pieces.Clear();
        }
    }

    private static IoResult Send(Socket socket, List<ArraySegment<byte>> pieces)
    {
        while (true)
        {
            int sent = socket.Send(pieces, SocketFlags.None, out SocketError error);
            if (error != SocketError.Interrupted) return new IoResult(sent, error);
        }
    }
}
