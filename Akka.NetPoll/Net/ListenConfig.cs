using System.Net.Sockets;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>How a listener is made and what its connections begin with.</summary>
public sealed record ListenConfig
{
    /// <summary>How many connections wait to be accepted; the system's limit (net.core.somaxconn) when null, as in Go.</summary>
    public int? Backlog { get; init; }

    /// <summary>Lets several listeners of one user share the port (SO_REUSEPORT); the kernel spreads the connections.</summary>
    public bool ReusePort { get; init; }

    /// <summary>The probes of accepted TCP connections.</summary>
    public KeepAlive KeepAlive { get; init; } = KeepAlive.Default;

    /// <summary>Called with the network (<c>tcp4</c>, <c>tcp6</c>, <c>unix</c>, ...) and the socket before it is bound, to set options on it.</summary>
    public Action<string, Socket>? Control { get; init; }

    /// <summary>Deletes a unix socket's file when the listener closes.</summary>
    public bool UnlinkOnClose { get; init; } = true;

    internal AcceptCall TryAccept { get; init; } = NonBlockingSocket.TryAccept;
}
