using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>Sockets of the blocking style: made, set and watched.</summary>
internal static class NetSockets
{
    /// <summary>Bound and watched; of a network of streams it listens.</summary>
    /// <exception cref="NetException">The kernel's error, or the poller cannot watch it.</exception>
    public static ListenFd Listen(ConnectionsExtension netPoll, NetNetwork network, EndPoint endPoint, ListenOptions options)
    {
        ListenRequest request = options.Request(endPoint, netPoll.Settings.Listener.With(options)) with
        {
            Type = network.SocketType,
            DualStack = network.Family == AddressFamily.Unspecified,
        };
        try
        {
            return ListenFd.Open(request, netPoll.Runtime.Loop);
        }
        catch (OpenException failed)
        {
            throw Explain(failed, new NetOperationName("listen", network.Name, Remote: endPoint), netPoll.Runtime.Loop);
        }
    }

    private static Exception Explain(OpenException failed, NetOperationName name, PollLoop loop) => failed switch
    {
        { Step: OpenStep.Watch } => (name with { Remote = null }).Unwatched(loop, failed.Cause),
        { Cause: SocketException refused } => name.Failed(refused.SocketErrorCode, failed.SystemCall),
        _ => failed.Cause,
    };

    /// <summary>Has the poller watch the socket; disposes of it when the poller cannot.</summary>
    public static NetFd Watch(this ConnectionsExtension netPoll, NetNetwork network, Socket socket, string operation)
    {
        try
        {
            return new NetFd(network, PollFd.Watched(socket, netPoll.Runtime.Loop), netPoll);
        }
        catch (Exception cause)
        {
            throw new NetOperationName(operation, network.Name).Unwatched(netPoll.Runtime.Loop, cause);
        }
    }
}
