using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Descriptors;

/// <summary>What is dialed, and how.</summary>
/// <param name="RemoteEndPoint">An address, or a name to be looked up.</param>
internal sealed record DialRequest(EndPoint RemoteEndPoint)
{
    /// <summary>A stream, or datagrams: their connect needs no waiting.</summary>
    public SocketType Type { get; init; } = SocketType.Stream;

    /// <summary>The only family that may be used, or Unspecified.</summary>
    public AddressFamily Family { get; init; }

    /// <summary>Where to connect from; null leaves it to the kernel.</summary>
    public EndPoint? LocalEndPoint { get; init; }

    /// <summary>For the look-up and all addresses together.</summary>
    public Deadline End { get; init; } = Deadline.None;

    /// <summary>How long the first address family is tried alone before the other one is tried beside it (RFC 6555); zero tries them one after the other.</summary>
    public TimeSpan FallbackDelay { get; init; }

    /// <summary>Called with each socket before it is bound and connected.</summary>
    public Action<Socket>? Control { get; init; }

    /// <summary>Looks a name's addresses up; the system's resolver unless a spec sets it.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Resolver.LookUpAsync;

    /// <summary>Whether the kernel chooses our port, which then may be the very one that is dialed.</summary>
    public bool ChoosesPort => Type == SocketType.Stream && LocalEndPoint is null or IPEndPoint { Port: 0 };

    /// <summary>Whether both families are tried side by side.</summary>
    public bool Races => Type == SocketType.Stream && Family == AddressFamily.Unspecified && FallbackDelay > TimeSpan.Zero;

    /// <summary>The family that addresses must have, or Unspecified.</summary>
    public AddressFamily OnlyFamily => Family != AddressFamily.Unspecified ? Family : LocalEndPoint?.AddressFamily ?? AddressFamily.Unspecified;
}
