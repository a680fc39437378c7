using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>How a listener behaves. What is null is taken from akka.netpoll.listener.</summary>
public sealed record ListenOptions
{
    /// <summary>Established connections that may wait to be accepted; zero is the system's largest.</summary>
    public int? Backlog { get; init; }

    /// <summary>How many connections are accepted before others may run.</summary>
    public int? AcceptsPerTurn { get; init; }

    /// <summary>Descriptors that accepting leaves free for everything else the process does; zero is none.</summary>
    public int? DescriptorReserve { get; init; }

    /// <summary>Whether connections are accepted only as <see cref="Tcp.ResumeAccepting"/> allows.</summary>
    public bool? PullMode { get; init; }

    /// <summary>How the accepted connections behave.</summary>
    public ConnectionOptions Connection { get; init; } = new();

    /// <summary>Who is told Bound, Connected, Unbound and CommandFailed; null is the listener's parent.</summary>
    public IActorRef? Commander { get; init; }

    /// <summary>Connections begin with a TLS handshake; everything received and written is what stands inside of it. Null: no TLS.</summary>
    /// <remarks>Not for a method in the blocking style, which begins TLS by itself.</remarks>
    public TlsServerSettings? Tls { get; init; }

    /// <summary>Called with the new socket before it is bound, to set further options.</summary>
    public Action<Socket>? Control { get; init; }

    /// <summary>Deletes a unix socket's file when the listener closes its socket.</summary>
    /// <remarks>Off for a path that another process goes on with, such as one that has inherited the socket.</remarks>
    public bool UnlinkOnClose { get; init; } = true;

    internal AcceptCall TryAccept { get; init; } = NonBlockingSocket.TryAccept;
}
