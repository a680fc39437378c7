using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>What <c>tcp</c>, <c>tcp4</c>, <c>tcp6</c>, <c>udp</c>, <c>udp4</c>, <c>udp6</c> and <c>unix</c> stand for, and how an address of each is written.</summary>
internal sealed record NetNetwork(string Name, SocketType SocketType, AddressFamily Family)
{
    private static readonly NetNetwork[] Known =
    [
        new("tcp", SocketType.Stream, AddressFamily.Unspecified),
        new("tcp4", SocketType.Stream, AddressFamily.InterNetwork),
        new("tcp6", SocketType.Stream, AddressFamily.InterNetworkV6),
        new("udp", SocketType.Dgram, AddressFamily.Unspecified),
        new("udp4", SocketType.Dgram, AddressFamily.InterNetwork),
        new("udp6", SocketType.Dgram, AddressFamily.InterNetworkV6),
        new("unix", SocketType.Stream, AddressFamily.Unix),
    ];

    public bool IsUnix => Family == AddressFamily.Unix;

    public bool IsStream => SocketType == SocketType.Stream;

    public static NetNetwork Parse(string operation, string name) =>
        Array.Find(Known, network => network.Name == name)
        ?? throw new NetOperationName(operation, name).Failed($"unknown network {name}");

    /// <summary>The network of streams that an endpoint given as an object belongs to.</summary>
    public static NetNetwork Of(EndPoint endPoint) =>
        Array.Find(Known, network => network.Name == (endPoint is UnixDomainSocketEndPoint ? "unix" : "tcp"))!;

    /// <summary>Takes <c>host:port</c>, <c>[v6]:port</c>, <c>:port</c>, where the port may be a service's name, or a path for unix. A name stays a name: see <see cref="DnsEndPoint"/>.</summary>
    public EndPoint ParseAddress(string operation, string address)
    {
        if (address.Length == 0) throw Failure(operation, "missing address");
        if (IsUnix) return UnixAddress.TryParse(address) ?? throw Failure(operation, $"address {address}: too long for a unix socket");

        (string? host, int port) = Split(operation, address);
        return IpText.TryParse(host) is { } ip ? new IPEndPoint(ip, port)
            : host.Length == 0 ? new IPEndPoint(operation == "dial" ? ThisMachine : Wildcard, port)
            : new DnsEndPoint(host, port, Family);
    }

    /// <summary>What looking a name up finds; its failure says what it was for.</summary>
    public async Task<IPAddress[]> LookUpAsync(string operation, string host, Func<Task<IPAddress[]>> lookUp)
    {
        try
        {
            return await lookUp().ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // Dns takes some names for mistakes of the caller, such as 0.0.0.0.
            throw new NetOperationName(operation, Name).LookUpFailed(host, e);
        }
    }

    /// <summary>Keeps the addresses that this network can use; a failure if there is none.</summary>
    public IPAddress[] Suitable(string operation, string address, IEnumerable<IPAddress> addresses)
    {
        IPAddress[] suitable = addresses.Where(found => AddressPlan.Carries(Family, found)).ToArray();
        return suitable.Length > 0 ? suitable : throw NoSuitableAddress(operation, address);
    }

    public NetException NoSuitableAddress(string operation, string address) => Failure(operation, $"address {address}: no suitable address found");

    private IPAddress Wildcard => Family == AddressFamily.InterNetwork || !Socket.OSSupportsIPv6 ? IPAddress.Any : IPAddress.IPv6Any;

    // Where it is dialed the other family follows: see WildcardAddress.
    private IPAddress ThisMachine => Family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;

    private (string Host, int Port) Split(string operation, string address)
    {
        int colon = address.LastIndexOf(':');
        if (colon < 0 || address.EndsWith(']')) throw Failure(operation, $"address {address}: missing port in address");

        (string? host, string? port) = (address[..colon], address[(colon + 1)..]);
        if (host.StartsWith('[') && host.EndsWith(']')) host = host[1..^1];
        else if (host.Contains(':')) throw Failure(operation, $"address {address}: too many colons in address");

        return (host, ParsePort(operation, port));
    }

    private int ParsePort(string operation, string port)
    {
        if (port.Length == 0) return 0;
        if (ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number)) return number;
        if (IsNumber(port)) throw Failure(operation, $"address {port}: invalid port");
        string protocol = IsStream ? "tcp" : "udp";
        return ServicePorts.Systems.Find(protocol, port) ?? throw Failure(operation, $"lookup {protocol}/{port}: unknown port");
    }

    private static bool IsNumber(string port) => port.AsSpan(port[0] is '+' or '-' ? 1 : 0).IndexOfAnyExceptInRange('0', '9') < 0;

    private NetException Failure(string operation, string cause) => new NetOperationName(operation, Name).Failed(cause);
}
