using System.Net.Sockets;
using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Polling;

/// <summary>Watching and closing on the caller's own thread, for those who need not hear from the poller's actor about it.</summary>
internal static class WatchedSocket
{
    /// <summary>Watches the socket, which becomes non-blocking.</summary>
    /// <exception cref="MultiplexerException">The kernel refused, or the poller has stopped.</exception>
    public static PollDesc Watch(this PollLoop loop, Socket socket)
    {
        socket.Blocking = false;
        var desc = new PollDesc(socket, loop);
        return loop.Watch(desc) is { } refusal ? throw refusal : desc;
    }

    /// <summary>Fails the waiters, forgets the socket, and only then closes it.</summary>
    public static void Close(this PollLoop loop, PollDesc desc)
    {
        loop.Forget(desc);
        desc.Socket.Dispose();
    }
}
