using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>The system's resolver, as an actor can ask it.</summary>
internal static class Resolver
{
    /// <summary>Looks a name's addresses up. Every failure is the task's.</summary>
    public static Task<IPAddress[]> LookUpAsync(string host, AddressFamily family) => LookUpAsync(host, family, CancellationToken.None);

    /// <summary>The same for both families, until it is canceled.</summary>
    public static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellation) =>
        LookUpAsync(host, AddressFamily.Unspecified, cancellation);

    // Dns itself throws upon names that it refuses to look up, such as 0.0.0.0, and an actor would die of that. What is no
    // address for us it may take for one, and answer with it.
    private static async Task<IPAddress[]> LookUpAsync(string host, AddressFamily family, CancellationToken cancellation) =>
        IpText.IsMalformed(host)
            ? throw new SocketException((int)SocketError.HostNotFound)
            : await Dns.GetHostAddressesAsync(host, family, cancellation).ConfigureAwait(false);
}
