using System.Net.Sockets;
using Akka.NetPoll.Configuration;

namespace Akka.NetPoll.Connections;

/// <summary>How a datagram socket behaves. What is null is taken from akka.netpoll.datagram.</summary>
public sealed record DatagramOptions
{
    /// <summary>Bytes of the longest datagram that is received whole; up to 64 KiB. Default: 64 KiB.</summary>
    public int? ReceiveSize { get; init; }

    /// <summary>How many datagrams one system call receives at most; up to 64. Default: 16.</summary>
    public int? Batch { get; init; }

    /// <summary>How many batches are received before others may run. Default: 4.</summary>
    public int? BatchesPerTurn { get; init; }

    /// <summary>Bytes waiting to be sent that a further datagram may not exceed: it is refused. Default: 1 MiB.</summary>
    public int? SendLimit { get; init; }

    /// <summary>SO_RCVBUF in bytes; zero leaves it to the kernel. Default: 0.</summary>
    public int? ReceiveBufferSize { get; init; }

    /// <summary>SO_SNDBUF in bytes; zero leaves it to the kernel. Default: 0.</summary>
    public int? SendBufferSize { get; init; }

    /// <summary>Called with the new socket before it is bound, to set further options, such as to broadcast or to join a group.</summary>
    [NotASetting]
    public Action<Socket>? Control { get; init; }
}
