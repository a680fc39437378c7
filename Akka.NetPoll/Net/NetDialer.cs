using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>How connections are dialed. After Go's net.Dialer.</summary>
public sealed record NetDialer
{
    /// <summary>For the look-up and all addresses together; null, and infinite, wait as long as the system does; zero and less have passed already.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>An absolute end, for dials that are part of something larger; the earlier of this and <see cref="Timeout"/> counts.</summary>
    public Deadline Deadline { get; init; } = Deadline.None;

    /// <summary>Where to dial from; null leaves it to the system.</summary>
    public EndPoint? LocalEndPoint { get; init; }

    /// <summary>How long the first address family is tried alone before the other one is tried too (RFC 6555); null is akka.netpoll.dialer.fallback-delay, zero and less try them one after the other.</summary>
    public TimeSpan? FallbackDelay { get; init; }

    /// <summary>What differs from akka.netpoll.connection. Only what is set on sockets counts: for times there are the deadlines of <see cref="NetConn"/>.</summary>
    public ConnectionOptions? Connection { get; init; }

    /// <summary>Called with each new socket before it connects, to set further options.</summary>
    public Action<Socket>? Control { get; init; }

    /// <summary>Looks a name's addresses up; the system's resolver unless set.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Resolver.LookUpAsync;

    /// <summary>The end of a dial that begins now.</summary>
    internal Deadline End()
    {
        Deadline end = Timeout is { } timeout ? Deadline.After(timeout) : Deadline.None;
        return end < Deadline ? end : Deadline;
    }
}
