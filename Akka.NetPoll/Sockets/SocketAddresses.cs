using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Akka.NetPoll.Sockets;

/// <summary>IP addresses as they are told.</summary>
internal static class SocketAddresses
{
    /// <summary>What came over IPv4 into a dual-stack socket is an IPv4 address to everybody.</summary>
    [return: NotNullIfNotNull(nameof(endPoint))]
    public static EndPoint? Unmapped(EndPoint? endPoint) => endPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip
        ? new IPEndPoint(ip.Address.MapToIPv4(), ip.Port)
        : endPoint;
}
