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
        int error = loop.Watch(desc);
        if (error == 0) return desc;
        throw new MultiplexerException(loop.IsStopped ? $"watching fd {desc.Fd}, when the poller has stopped" : $"watching fd {desc.Fd}", error);
    }

    /// <summary>Fails the waiters, forgets the socket, and only then closes it.</summary>
    public static void Close(this PollLoop loop, PollDesc desc)
    {
        loop.Forget(desc);
        desc.Socket.Dispose();
    }
}
