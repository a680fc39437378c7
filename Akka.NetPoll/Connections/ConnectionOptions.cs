namespace Akka.NetPoll.Connections;

/// <summary>How a connection behaves. What is null is taken from akka.netpoll.connection.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Bytes waiting to be sent above which nothing more is read from the peer.</summary>
    public int? HighWatermark { get; init; }

    /// <summary>Bytes waiting to be sent below which reading goes on and refused writers are told so.</summary>
    public int? LowWatermark { get; init; }

    /// <summary>Bytes waiting to be sent that a further write may not exceed: it is refused.</summary>
    public int? WriteLimit { get; init; }

    /// <summary>Bytes that OnReceived may leave unconsumed before the connection is closed.</summary>
    public int? ReceiveLimit { get; init; }

    /// <summary>How many times a connection reads before it lets others run.</summary>
    public int? ReadsPerTurn { get; init; }

    /// <summary>Whether each <see cref="Tcp.Received"/> must be asked for with <see cref="Tcp.ResumeReading"/>.</summary>
    public bool? PullMode { get; init; }

    /// <summary>The connection is closed when nothing is read or written for so long; zero is never.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>The connection is reset when nobody registers a handler within this time; zero is never.</summary>
    public TimeSpan? RegisterTimeout { get; init; }

    /// <summary>What has not been flushed so long after Close is dropped with a reset, and so is a peer that is silent so long after ConfirmedClose; zero is never.</summary>
    public TimeSpan? CloseTimeout { get; init; }

    /// <summary>TCP_NODELAY: small writes are sent at once instead of being collected.</summary>
    public bool? NoDelay { get; init; }

    /// <summary>After so long a silence the kernel probes whether the peer still lives; zero turns probing off.</summary>
    public TimeSpan? KeepAliveIdle { get; init; }

    /// <summary>The time between two probes.</summary>
    public TimeSpan? KeepAliveInterval { get; init; }

    /// <summary>SO_RCVBUF in bytes; zero leaves it to the kernel.</summary>
    public int? ReceiveBufferSize { get; init; }

    /// <summary>SO_SNDBUF in bytes; zero leaves it to the kernel.</summary>
    public int? SendBufferSize { get; init; }
}
