using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>The system's resolver, as an actor can ask it.</summary>
internal static class Resolver
{
    /// <summary>Looks a name's addresses up. Every failure is the task's.</summary>
    // Dns itself throws upon names that it refuses to look up, such as 0.0.0.0, and an actor would die of that.
    public static async Task<IPAddress[]> LookUpAsync(string host, AddressFamily family) =>
        await Dns.GetHostAddressesAsync(host, family).ConfigureAwait(false);
}
