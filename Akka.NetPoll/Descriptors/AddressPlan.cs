using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Descriptors;

/// <summary>In which order a name's addresses are tried.</summary>
/// <param name="Primaries">Tried first, in order.</param>
/// <param name="Fallbacks">The other family's, tried beside them after the fallback delay; empty where there is no race.</param>
internal sealed record AddressPlan(EndPoint[] Primaries, EndPoint[] Fallbacks)
{
    /// <summary>The shortest time that one of several addresses gets, if there is so much left.</summary>
    private static readonly TimeSpan LeastShare = TimeSpan.FromSeconds(2);

    /// <summary>The family of the first address goes first.</summary>
    public static AddressPlan For(EndPoint[] addresses, bool race)
    {
        if (!race || addresses.Length < 2) return new AddressPlan(addresses, []);

        AddressFamily first = addresses[0].AddressFamily;
        return new AddressPlan(
            [.. addresses.Where(address => address.AddressFamily == first)],
            [.. addresses.Where(address => address.AddressFamily != first)]);
    }

    /// <summary>An equal part of the time left for each address left, so that one that never answers does not use it all.</summary>
    public static TimeSpan Share(TimeSpan left, int addressesLeft)
    {
        if (left == TimeSpan.MaxValue) return left;
        TimeSpan share = left / addressesLeft;
        return share >= LeastShare ? share : left < LeastShare ? left : LeastShare;
    }

    /// <summary>Whether a socket of the family, or of none in particular, reaches the address. An IPv4 one that is written as one of IPv6 is of IPv4.</summary>
    public static bool Carries(AddressFamily family, IPAddress address) => family switch
    {
        AddressFamily.InterNetwork => address.AddressFamily == family || address.IsIPv4MappedToIPv6,
        AddressFamily.InterNetworkV6 => address.AddressFamily == family && !address.IsIPv4MappedToIPv6,
        _ => true,
    };

    /// <summary>Of a name's addresses the one to listen on: the first of IPv4, as in Go; the first where there is none.</summary>
    public static IPAddress ToListenOn(IPAddress[] addresses) =>
        Array.Find(addresses, address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
}
