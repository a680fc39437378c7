using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Descriptors;

/// <summary>0.0.0.0 and [::] as places to go: they mean this machine.</summary>
internal static class WildcardAddress
{
    /// <summary>The addresses to dial, in order: any other is itself; a wildcard is loopback, of its own family first.</summary>
    /// <remarks>
    /// Of the other one too, for [::] is what a listener on all addresses calls itself, while what listens may be of IPv4
    /// alone, or IPv6 be switched off.
    /// </remarks>
    /// <param name="endPoint">What was asked for.</param>
    /// <param name="family">The only one that may be used, or Unspecified.</param>
    public static EndPoint[] Reachable(EndPoint endPoint, AddressFamily family) => endPoint switch
    {
        IPEndPoint ip when ip.Address.Equals(IPAddress.Any) => Loopback(ip.Port, family, IPAddress.Loopback, IPAddress.IPv6Loopback),
        IPEndPoint ip when ip.Address.Equals(IPAddress.IPv6Any) => Loopback(ip.Port, family, IPAddress.IPv6Loopback, IPAddress.Loopback),
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip => [new IPEndPoint(ip.Address.MapToIPv4(), ip.Port)],
        _ => [endPoint],
    };

    private static EndPoint[] Loopback(int port, AddressFamily family, IPAddress first, IPAddress second)
    {
        IPAddress[] suitable = [.. new[] { first, second }.Where(address =>
            (family == AddressFamily.Unspecified || address.AddressFamily == family)
            && (address.AddressFamily == AddressFamily.InterNetwork || Socket.OSSupportsIPv6))];
        return [.. (suitable.Length > 0 ? suitable : [first]).Select(address => new IPEndPoint(address, port))];
    }
}
