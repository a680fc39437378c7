using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>Sockets of the blocking style: made, set and watched.</summary>
internal static class NetSockets
{
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(20);

    /// <summary>A socket of the network for this address; dual-stack where the network takes both families. Datagrams may be broadcast, as in Go.</summary>
    /// <exception cref="NetException">The kernel makes none: it lacks the family, or the process descriptors.</exception>
    public static Socket Create(NetOperationName name, NetNetwork network, EndPoint endPoint)
    {
        try
        {
            var socket = NewSocket.Create(endPoint, network.SocketType, dualStack: network.Family == AddressFamily.Unspecified);
            if (!network.IsStream) socket.EnableBroadcast = true;
            return socket;
        }
        catch (SocketException e)
        {
            throw name.Failed(e.SocketErrorCode, "socket");
        }
    }

    /// <summary>What the settings say of connected sockets; their defaults are Go's.</summary>
    public static void Begin(NetNetwork network, Socket socket, ConnectionSettings settings)
    {
        if (network.IsStream) SocketOptions.Apply(socket, settings);
    }

    /// <summary>Has the poller watch the socket; disposes of it when the poller cannot.</summary>
    public static async ValueTask<NetFd> WatchAsync(this ConnectionsExtension netPoll, NetNetwork network, Socket socket, string operation)
    {
        try
        {
            // The poller opens its multiplexer with the first socket that it is told of; from then on nobody need be asked.
            var desc = netPoll.Runtime.Loop.IsOpen ? netPoll.Runtime.Loop.Watch(socket) : await AskAsync(netPoll, socket).ConfigureAwait(false);
            return new NetFd(network, desc, netPoll);
        }
        catch (Exception cause) when (cause is not NetException)
        {
            socket.Dispose();
            var why = netPoll.Runtime.Loop.IsStopped ? "the actor system has terminated" : cause.Message;
            throw new NetOperationName(operation, network.Name).Failed($"poll: {why}", cause);
        }
    }

    private static async Task<PollDesc> AskAsync(ConnectionsExtension netPoll, Socket socket)
    {
        // A poller that has stopped answers no more, and what was asked of it is not left to time out unseen.
        using var ended = new CancellationTokenSource();
        var asking = netPoll.Runtime.Poller.Ask<object>(new Poller.Register(socket), OpenLimit, ended.Token);
        if (await Task.WhenAny(asking, netPoll.Runtime.SystemTerminated).ConfigureAwait(false) != asking)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidOperationException("the actor system has terminated");
        }

        return await asking.ConfigureAwait(false) switch
        {
            Poller.Registered(var desc) => desc,
            Poller.Failed(_, var cause) => throw cause,
            var answer => throw new InvalidOperationException($"the poller answered {answer}"),
        };
    }
}
