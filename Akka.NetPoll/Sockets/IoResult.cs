using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>What a system call on a non-blocking socket came to: a count, or why there is none.</summary>
/// <param name="Count">Bytes moved. A successful receive of none into a buffer that is not empty is the end of the stream.</param>
/// <param name="Error">Success, WouldBlock or the kernel's error; never Interrupted, which is retried.</param>
internal readonly record struct IoResult(int Count, SocketError Error)
{
    public bool IsSuccess => Error == SocketError.Success;

    /// <summary>Nothing can be done now: wait for readiness.</summary>
    public bool WouldBlock => Error == SocketError.WouldBlock;
}
