using System.Buffers;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>Sending the pieces of a sequence with one system call.</summary>
internal static class VectoredSend
{
    /// <summary>So many pieces are held in place at a time, on the stack; IOV_MAX is 1024.</summary>
    public const int MostPieces = 256;

    /// <summary>Sends from the front of the sequence; empty pieces are passed over.</summary>
    public static IoResult TrySend(this Socket socket, in ReadOnlySequence<byte> data) => OperatingSystem.IsLinux()
        ? Linux.GatheredSend.TrySend(socket, data)
        : Portable.GatheredSend.TrySend(socket, data);
}
