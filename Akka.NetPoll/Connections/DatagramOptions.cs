using System.Net.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>How a datagram socket behaves. What is null is taken from akka.netpoll.datagram.</summary>
public sealed record DatagramOptions
{
    /// <summary>Bytes of the longest datagram that is received whole.</summary>
    public int? ReceiveSize { get; init; }

    /// <summary>How many datagrams one system call receives at most; up to 64.</summary>
    public int? Batch { get; init; }

    /// <summary>How many batches are received before others may run.</summary>
    public int? BatchesPerTurn { get; init; }

    /// <summary>Bytes waiting to be sent that a further datagram may not exceed: it is refused.</summary>
    public int? SendLimit { get; init; }

    /// <summary>SO_RCVBUF in bytes; zero leaves it to the kernel.</summary>
    public int? ReceiveBufferSize { get; init; }

    /// <summary>SO_SNDBUF in bytes; zero leaves it to the kernel.</summary>
    public int? SendBufferSize { get; init; }

    /// <summary>Called with the new socket before it is bound, to set further options, such as to broadcast or to join a group.</summary>
    public Action<Socket>? Control { get; init; }
}
