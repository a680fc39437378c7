// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Util;

namespace Akka.Actor;

/// <summary>Where an actor system is: <c>akka://system</c>, or <c>akka.tcp://system@host:port</c>.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>, IComparable, ICloneable
{
    public static readonly IComparer<Address> Comparer = Comparer<Address>.Create(Compare);

    public static readonly Address AllSystems = new("akka", "all-systems");

    private string _text;

    public Address(string protocol, string system, string host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
    }

    public string Host { get; }

    public int? Port { get; }

    public string System { get; }

    public string Protocol { get; }

    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    public bool HasGlobalScope => !HasLocalScope;

    public static bool operator ==(Address left, Address right) => left?.Equals(right) ?? right is null;

    public static bool operator !=(Address left, Address right) => !(left == right);

    public static Address Parse(string address) =>
        TryParse(address, out Address parsed) ? parsed : throw new UriFormatException($"Invalid address: {address}");

    public static bool TryParse(string path, out Address address) => TryParse(path.AsSpan(), out address);

    public static bool TryParse(ReadOnlySpan<char> span, out Address address) => TryParse(span, out address, out _);

    public static bool TryParse(string path, out Address address, out string absolutUri)
    {
        var parsed = TryParse(path.AsSpan(), out address, out var rest);
        absolutUri = parsed ? rest.ToString() : null;
        return parsed;
    }

    /// <summary>Also gives what follows the address, from its slash on; just the slash if there is nothing.</summary>
    public static bool TryParse(ReadOnlySpan<char> span, out Address address, out ReadOnlySpan<char> absolutUri)
    {
        address = null;
        absolutUri = default;
        var colon = span.IndexOf("://");
        if (colon is < 4 or > 255 || !span.StartsWith("akka", StringComparison.OrdinalIgnoreCase)) return false;
        var protocol = span[..colon].ToString().ToLowerInvariant();
        var authority = span[(colon + 3)..];
        var slash = authority.IndexOf('/');
        absolutUri = slash < 0 ? "/" : authority[slash..];
        if (slash >= 0) authority = authority[..slash];
        var at = authority.IndexOf('@');
        if (at < 0)
        {
            address = new Address(protocol, authority.ToString());
            return true;
        }
        var portColon = authority.LastIndexOf(':');
        if (portColon <= at || !int.TryParse(authority[(portColon + 1)..], out var port)) return false;
        address = new Address(protocol, authority[..at].ToString(), authority[(at + 1)..portColon].ToString(), port);
        return true;
    }

    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    public Address WithSystem(string system) => new(Protocol, system, Host, Port);

    public Address WithHost(string host = null) => new(Protocol, System, host, Port);

    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);

    /// <summary>All but the protocol.</summary>
    public string HostPort() => ToString()[(Protocol.Length + 3)..];

    public object Clone() => new Address(Protocol, System, Host, Port);

    public int CompareTo(Address other) => Compare(this, other);

    int IComparable.CompareTo(object obj) => obj is Address other
        ? CompareTo(other)
        : throw new ArgumentException($"Cannot compare {nameof(Address)} with instance of type '{obj?.GetType().FullName ?? "null"}'.");

    public bool Equals(Address other) => ReferenceEquals(this, other) || (other is not null
        && Port == other.Port && Host == other.Host && System == other.System && Protocol == other.Protocol);

    public override bool Equals(object obj) => Equals(obj as Address);

    public override int GetHashCode() => HashCode.Combine(Protocol, System, Host, Port);

    public override string ToString() => _text ??= (string.IsNullOrWhiteSpace(Host), Port) switch
    {
        (true, _) => $"{Protocol}://{System}",
        (false, null) => $"{Protocol}://{System}@{Host}",
        _ => $"{Protocol}://{System}@{Host}:{Port}",
    };

    private static int Compare(Address x, Address y)
    {
        if (ReferenceEquals(x, y)) return 0;
        var order = string.CompareOrdinal(x.Protocol, y.Protocol);
        if (order == 0) order = string.CompareOrdinal(x.System, y.System);
        if (order == 0) order = string.CompareOrdinal(x.Host ?? "", y.Host ?? "");
        return order != 0 ? order : (x.Port ?? 0).CompareTo(y.Port ?? 0);
    }
}
