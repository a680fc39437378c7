using System.Net.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>Addresses of unix sockets: a path, or <c>@name</c> for one that stands in no file system (Linux's abstract names).</summary>
internal static class UnixAddress
{
    public static UnixDomainSocketEndPoint Parse(string address) =>
        new(address.StartsWith('@') ? '\0' + address[1..] : address);
}
