using System.Net.Sockets;

namespace Akka.NetPoll.Sockets.Portable;

/// <summary>No call moves a file's bytes as <see cref="FileCopy"/> asks: refused, they are copied through the process.</summary>
internal static class FileCalls
{
    public static IoResult TrySendFile() => new(0, SocketError.OperationNotSupported);
}
