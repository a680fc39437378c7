using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Descriptors;

/// <summary>Where is listened, or datagrams are received, and how.</summary>
internal sealed record ListenRequest
{
    public ListenRequest(EndPoint localEndPoint)
    {
        // An IPv4 address that is written as one of IPv6 is of IPv4.
        LocalEndPoint = SocketAddresses.Unmapped(localEndPoint);
    }

    public EndPoint LocalEndPoint { get; }

    /// <summary>A stream, which listens, or datagrams.</summary>
    public SocketType Type { get; init; } = SocketType.Stream;

    /// <summary>Whether a socket of IPv6 takes IPv4 too.</summary>
    public bool DualStack { get; init; } = true;

    /// <summary>SO_REUSEPORT.</summary>
    public bool ReusePort { get; init; }

    /// <summary>For listen(2).</summary>
    public int Backlog { get; init; } = int.MaxValue;

    /// <summary>Called with the socket before it is bound.</summary>
    public Action<Socket>? Control { get; init; }

    /// <summary>Whether a unix socket's file is deleted before the socket is closed.</summary>
    public bool UnlinkOnClose { get; init; } = true;

    /// <summary>Descriptors that accepting leaves free.</summary>
    public int DescriptorReserve { get; init; }

    /// <summary>accept(2), unless a spec makes it fail.</summary>
    public AcceptCall TryAccept { get; init; } = NonBlockingSocket.TryAccept;

    /// <summary>All addresses of this host: dual stack, or IPv4 alone where there is no IPv6.</summary>
    public static EndPoint Any(int port) => new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, port);

    /// <summary>Whether it can be listened on: a name is to be looked up first, which may take its time.</summary>
    /// <exception cref="ArgumentException">It is a name.</exception>
    public static void Check(EndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address is DnsEndPoint { Host: var host })
            throw new ArgumentException($"a listener needs an address, and {host} is a name: see Dns.GetHostAddresses", nameof(address));
    }
}
