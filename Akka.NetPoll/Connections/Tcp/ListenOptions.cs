using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Configuration;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>How a listener behaves. What is null is taken from akka.netpoll.listener.</summary>
/// <remarks>
/// In the blocking style the caller accepts and reads, so there count <see cref="Backlog"/>, <see cref="ReusePort"/>,
/// <see cref="DescriptorReserve"/>, <see cref="Control"/>, <see cref="UnlinkOnClose"/>, and of <see cref="Connection"/> what is set on
/// sockets; for datagrams ReusePort and Control alone.
/// </remarks>
public sealed record ListenOptions
{
    /// <summary>Established connections that may wait to be accepted; zero is the system's largest. Default: 0.</summary>
    public int? Backlog { get; init; }

    /// <summary>How many connections are accepted before others may run. Default: 64.</summary>
    public int? AcceptsPerTurn { get; init; }

    /// <summary>Whether connections are accepted only as <see cref="Tcp.ResumeAccepting"/> allows. Default: off.</summary>
    public bool? PullMode { get; init; }

    /// <summary>Lets several listeners of one user share the port (SO_REUSEPORT); the kernel spreads the connections. Default: off.</summary>
    public bool? ReusePort { get; init; }

    /// <summary>Descriptors that accepting leaves free for everything else the process does; zero is none. Default: 32.</summary>
    public int? DescriptorReserve { get; init; }

    /// <summary>Out of descriptors, accepting is tried again after this time, and twice that each time. Default: 5ms.</summary>
    public TimeSpan? MinBackoff { get; init; }

    /// <summary>The longest such time. Default: 1s.</summary>
    public TimeSpan? MaxBackoff { get; init; }

    /// <summary>How the accepted connections behave.</summary>
    [NotASetting]
    public ConnectionOptions Connection { get; init; } = new();

    /// <summary>The actor that is told Bound or CommandFailed and, where neither a connection's nor a handler's Props are given, Connected; null is the listener's parent.</summary>
    [NotASetting]
    public IActorRef? Commander { get; init; }

    /// <summary>Connections begin with a TLS handshake; everything received and written is what stands inside of it. Null: no TLS.</summary>
    /// <remarks>Not in the blocking style, where the connection's user begins TLS.</remarks>
    [NotASetting]
    public TlsServerSettings? Tls { get; init; }

    /// <summary>Called with the new socket before it is bound, to set further options.</summary>
    [NotASetting]
    public Action<Socket>? Control { get; init; }

    /// <summary>Deletes a unix socket's file when the listener closes its socket.</summary>
    /// <remarks>Off for a path that another process goes on with, such as one that has inherited the socket.</remarks>
    [NotASetting]
    public bool UnlinkOnClose { get; init; } = true;

    internal AcceptCall TryAccept { get; init; } = NonBlockingSocket.TryAccept;

    /// <summary>What is to be listened on, with these options and the settings that come of them.</summary>
    internal ListenRequest Request(EndPoint local, ListenSettings settings) => new(local)
    {
        ReusePort = settings.ReusePort,
        Backlog = settings.KernelsBacklog,
        Control = Control,
        UnlinkOnClose = UnlinkOnClose,
        DescriptorReserve = settings.DescriptorReserve,
        TryAccept = TryAccept,
    };
}
