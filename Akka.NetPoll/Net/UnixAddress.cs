using System.Net.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>Addresses of unix sockets: a path, or <c>@name</c> for one that stands in no file system (Linux's abstract names).</summary>
internal static class UnixAddress
{
    /// <summary>Null when it is longer than the system's addresses are.</summary>
    public static UnixDomainSocketEndPoint? TryParse(string address)
    {
        try
        {
            return new UnixDomainSocketEndPoint(address.StartsWith('@') ? '\0' + address[1..] : address);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
