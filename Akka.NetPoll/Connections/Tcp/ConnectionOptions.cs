namespace Akka.NetPoll.Connections;

/// <summary>How a connection behaves. What is null is taken from akka.netpoll.connection.</summary>
/// <remarks>Each is read and checked as the setting of its name is. Keep a record that is used for many connections: it is read once.</remarks>
public sealed record ConnectionOptions
{
    /// <summary>Bytes waiting to be sent above which nothing more is read from the peer. Default: 64 KiB.</summary>
    public int? HighWatermark { get; init; }

    /// <summary>Bytes waiting to be sent at which reading goes on and refused writers are told so. Default: 16 KiB.</summary>
    public int? LowWatermark { get; init; }

    /// <summary>Bytes waiting to be sent that a further write may not exceed: it is refused. Default: 16 MiB.</summary>
    public int? WriteLimit { get; init; }

    /// <summary>Bytes that OnReceived may leave unconsumed before the connection is closed. Default: 1 MiB.</summary>
    public int? ReceiveLimit { get; init; }

    /// <summary>How many times a connection reads before it lets others run. Default: 16.</summary>
    public int? ReadsPerTurn { get; init; }

    /// <summary>Bytes of the buffer that connections read into; each thread that runs them has one. Default: 64 KiB.</summary>
    /// <remarks>Better the same for all connections of a process: a thread that meets another size makes its buffer anew.</remarks>
    public int? ReadBuffer { get; init; }

    /// <summary>Whether each <see cref="Tcp.Received"/> must be asked for with <see cref="Tcp.ResumeReading"/>. Default: off.</summary>
    public bool? PullMode { get; init; }

    /// <summary>The connection is closed when nothing is read or written for so long; zero is never. Default: off.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>The connection is reset when no handler is registered within this time; zero is never. Default: 5s.</summary>
    public TimeSpan? RegisterTimeout { get; init; }

    /// <summary>What has not been flushed so long after Close is dropped with a reset, and so is a peer that is silent so long after ConfirmedClose; zero is never. Default: 30s.</summary>
    public TimeSpan? CloseTimeout { get; init; }

    /// <summary>TCP_NODELAY: small writes are sent at once instead of being collected. Default: on.</summary>
    public bool? NoDelay { get; init; }

    /// <summary>After so long a silence the kernel probes whether the peer still lives; zero turns probing off. Rounded up to seconds. Default: 15s.</summary>
    public TimeSpan? KeepAliveIdle { get; init; }

    /// <summary>The time between two probes, rounded up to seconds; zero leaves it to the kernel. Default: 15s.</summary>
    public TimeSpan? KeepAliveInterval { get; init; }

    /// <summary>How many unanswered probes break the connection; zero leaves it to the kernel. Default: 0.</summary>
    public int? KeepAliveCount { get; init; }

    /// <summary>SO_RCVBUF in bytes; zero leaves it to the kernel. Default: 0.</summary>
    public int? ReceiveBufferSize { get; init; }

    /// <summary>SO_SNDBUF in bytes; zero leaves it to the kernel. Default: 0.</summary>
    public int? SendBufferSize { get; init; }
}
