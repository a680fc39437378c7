using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>In which order a name's addresses are tried.</summary>
/// <param name="Primaries">Tried first, in order.</param>
/// <param name="Fallbacks">The other family's, tried beside them after the fallback delay; empty where there is no race.</param>
internal sealed record AddressPlan(EndPoint[] Primaries, EndPoint[] Fallbacks)
{
    /// <summary>The shortest time that one of several addresses gets, if there is so much left.</summary>
    private static readonly TimeSpan LeastShare = TimeSpan.FromSeconds(2);

    /// <summary>The family of the first address goes first; only <c>tcp</c>, which may use either, races them.</summary>
    public static AddressPlan For(NetNetwork network, EndPoint[] addresses, bool race)
    {
        if (!race || network.Name != "tcp" || addresses.Length < 2) return new AddressPlan(addresses, []);

        var first = addresses[0].AddressFamily;
        return new AddressPlan(
            [.. addresses.Where(address => address.AddressFamily == first)],
            [.. addresses.Where(address => address.AddressFamily != first)]);
    }

    /// <summary>An equal part of the time left for each address left, so that one that never answers does not use it all.</summary>
    public static TimeSpan Share(TimeSpan left, int addressesLeft)
    {
        if (left == TimeSpan.MaxValue) return left;
        var share = left / addressesLeft;
        return share >= LeastShare ? share : left < LeastShare ? left : LeastShare;
    }

    /// <summary>A wildcard is no place to go: it dials this machine.</summary>
    public static EndPoint Reachable(EndPoint endPoint) => endPoint switch
    {
        IPEndPoint ip when ip.Address.Equals(IPAddress.Any) => new IPEndPoint(IPAddress.Loopback, ip.Port),
        IPEndPoint ip when ip.Address.Equals(IPAddress.IPv6Any) => new IPEndPoint(IPAddress.IPv6Loopback, ip.Port),
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip => new IPEndPoint(ip.Address.MapToIPv4(), ip.Port),
        _ => endPoint,
    };
}
