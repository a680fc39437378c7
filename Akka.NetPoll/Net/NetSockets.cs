using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>Sockets of the blocking style: made, set and watched.</summary>
internal static class NetSockets
{
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

    /// <summary>What the Control hooks are told: the network with its family.</summary>
    public static string NameWithFamily(NetNetwork network, Socket socket) => network.IsUnix
        ? network.Name
        : (network.IsStream ? "tcp" : "udp") + (socket.AddressFamily == AddressFamily.InterNetwork ? "4" : "6");

    /// <summary>As Go begins every TCP connection: small writes go at once, dead peers are found.</summary>
    public static void Begin(NetNetwork network, Socket socket, KeepAlive keepAlive)
    {
        if (network.IsUnix || !network.IsStream) return;
        socket.NoDelay = true;
        keepAlive.ApplyTo(socket);
    }

    /// <summary>Has the poller watch the socket; disposes of it when the poller cannot.</summary>
    public static NetFd Watch(this NetPoll netPoll, NetNetwork network, Socket socket, string operation)
    {
        var fd = new PollFd(socket, netPoll.Loop);
        try
        {
            fd.Watch();
            return new NetFd(network, fd, netPoll);
        }
        catch (Exception cause)
        {
            fd.Close();
            throw new NetOperationName(operation, network.Name).Unwatched(netPoll.Loop, cause);
        }
    }
}
