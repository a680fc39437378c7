using System.Net.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>Addresses of unix sockets: a path, or <c>@name</c> for one that stands in no file system (Linux's abstract names).</summary>
internal static class UnixAddress
{
    public static UnixDomainSocketEndPoint Parse(string address) =>
        new(address.StartsWith('@') ? '\0' + address[1..] : address);

    /// <summary>The file that a listener made, or null for an abstract or unnamed address.</summary>
    public static string? FileOf(UnixDomainSocketEndPoint endPoint) =>
        endPoint.ToString() is { Length: > 0 } path && path[0] is not ('@' or '\0') ? path : null;
}
