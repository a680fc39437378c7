using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Net;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll;

/// <summary>Listening and dialing in the blocking style: <c>await system.NetPoll().ListenAsync("tcp", ":8888")</c>.</summary>
public static class NetPollNetExtensions
{
    private static readonly ListenOptions DefaultOptions = new();
    private static readonly NetDialer DefaultDialer = new();

    /// <summary>Listens on TCP or a unix socket.</summary>
    /// <param name="network"><c>tcp</c> (both families where the address allows), <c>tcp4</c>, <c>tcp6</c> or <c>unix</c>.</param>
    /// <param name="address">
    /// <c>host:port</c>, <c>[v6]:port</c>, <c>:port</c> for every address, port 0 for any; a path, or <c>@name</c>, for unix. The port
    /// may be a service's name (<c>:http</c>). Of a host's addresses the first of IPv4 is taken.
    /// </param>
    /// <exception cref="NetException">The address is not one, is in use, or is not this machine's.</exception>
    public static async ValueTask<NetListener> ListenAsync(this NetPoll netPoll, string network, string address, ListenOptions? options = null)
    {
        var named = NetNetwork.Parse("listen", network);
        if (!named.IsStream) throw new NetOperationName("listen", network).Failed("is no network of streams");
        EndPoint endPoint = await LocalAsync(named, address, named.ParseAddress("listen", address)).ConfigureAwait(false);
        return NetListener.Listen(netPoll.Connections, named, endPoint, options ?? DefaultOptions);
    }

    /// <summary>
    /// Listens on an <see cref="IPEndPoint"/>, the first address of a <see cref="DnsEndPoint"/> (of IPv4, if it has one), or a
    /// <see cref="UnixDomainSocketEndPoint"/>.
    /// </summary>
    /// <exception cref="NetException">The name has no address, or the address is in use or not this machine's.</exception>
    public static async ValueTask<NetListener> ListenAsync(this NetPoll netPoll, EndPoint endPoint, ListenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var network = NetNetwork.Of(endPoint);
        if (endPoint is DnsEndPoint) endPoint = await LocalAsync(network, NetOperationName.Format(endPoint), endPoint).ConfigureAwait(false);
        return NetListener.Listen(netPoll.Connections, network, endPoint, options ?? DefaultOptions);
    }

    /// <summary>
    /// Connects. With a name that has several addresses they are tried in turn, and both families side by side. No host, or
    /// a wildcard, is this machine.
    /// </summary>
    /// <exception cref="NetException">Nothing answered; the cause is the first address's.</exception>
    public static async ValueTask<NetConn> DialAsync(
        this NetPoll netPoll, string network, string address, NetDialer? dialer = null, CancellationToken cancellationToken = default)
    {
        var named = NetNetwork.Parse("dial", network);
        if (!named.IsStream) throw new NetOperationName("dial", network).Failed("is no network of streams");
        return new NetConn(await new NetDial(netPoll.Connections, dialer ?? DefaultDialer, named)
            .ConnectAsync(address, named.ParseAddress("dial", address), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Connects to an <see cref="IPEndPoint"/>, a <see cref="DnsEndPoint"/> or a <see cref="UnixDomainSocketEndPoint"/>.</summary>
    public static async ValueTask<NetConn> DialAsync(
        this NetPoll netPoll, EndPoint endPoint, NetDialer? dialer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return new NetConn(await new NetDial(netPoll.Connections, dialer ?? DefaultDialer, NetNetwork.Of(endPoint))
            .ConnectAsync(NetOperationName.Format(endPoint), endPoint, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Binds a UDP socket that receives from any address.</summary>
    /// <param name="network"><c>udp</c>, <c>udp4</c> or <c>udp6</c>.</param>
    public static async ValueTask<NetPacketConn> ListenPacketAsync(this NetPoll netPoll, string network, string address, ListenOptions? options = null)
    {
        var named = NetNetwork.Parse("listen", network);
        if (named.IsStream) throw new NetOperationName("listen", network).Failed("is no network of datagrams");
        EndPoint endPoint = await LocalAsync(named, address, named.ParseAddress("listen", address)).ConfigureAwait(false);
        return NetPacketConn.Bind(netPoll.Connections, named, endPoint, options ?? DefaultOptions);
    }

    /// <summary>Connects a UDP socket: it sends to this peer and receives from it alone.</summary>
    public static async ValueTask<NetPacketConn> DialPacketAsync(
        this NetPoll netPoll, string network, string address, NetDialer? dialer = null, CancellationToken cancellationToken = default)
    {
        var named = NetNetwork.Parse("dial", network);
        if (named.IsStream) throw new NetOperationName("dial", network).Failed("is no network of datagrams");
        return new NetPacketConn(await new NetDial(netPoll.Connections, dialer ?? DefaultDialer, named)
            .ConnectAsync(address, named.ParseAddress("dial", address), cancellationToken).ConfigureAwait(false));
    }

    private static async ValueTask<EndPoint> LocalAsync(NetNetwork network, string address, EndPoint parsed)
    {
        switch (parsed)
        {
            case DnsEndPoint dns:
                IPAddress[] found = network.Suitable("listen", address, await network.LookUpAsync("listen", dns.Host, () => Resolver.LookUpAsync(dns.Host, CancellationToken.None)).ConfigureAwait(false));
                return new IPEndPoint(AddressPlan.ToListenOn(found), dns.Port);
            case IPEndPoint ip:
                network.Suitable("listen", address, [ip.Address]);
                return Widest(network, ip);
            case var endPoint:
                return endPoint;
        }
    }

    // With plain tcp and udp every wildcard takes both families, and an IPv4-mapped address of IPv6 is IPv4.
    private static IPEndPoint Widest(NetNetwork network, IPEndPoint ip)
    {
        bool either = network.Family == AddressFamily.Unspecified && Socket.OSSupportsIPv6;
        if (either && ip.Address.Equals(IPAddress.Any)) return new IPEndPoint(IPAddress.IPv6Any, ip.Port);
        return ip.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(ip.Address.MapToIPv4(), ip.Port) : ip;
    }
}
