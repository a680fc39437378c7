using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Akka.NetPoll.Sockets;

/// <summary>IP addresses as they are told.</summary>
internal static class SocketAddresses
{
    /// <summary>An IPv4-mapped address, as a dual-stack socket has it, is told as the IPv4 address that it is.</summary>
    [return: NotNullIfNotNull(nameof(endPoint))]
    public static EndPoint? Unmapped(EndPoint? endPoint) => endPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip
        ? new IPEndPoint(ip.Address.MapToIPv4(), ip.Port)
        : endPoint;
}
