// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

public abstract partial class ActorPath
{
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$') return false;
        for (var i = 0; i < s.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(s[i]) || ValidSymbols.Contains(s[i])) continue;
            var escaped = s[i] == '%' && i + 2 < s.Length && char.IsAsciiHexDigit(s[i + 1]) && char.IsAsciiHexDigit(s[i + 2]);
            if (!escaped) return false;
            i += 2;
        }
        return true;
    }

    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed) ? parsed : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    public static bool TryParse(string path, out ActorPath actorPath)
    {
        actorPath = null;
        if (path is null || !Address.TryParse(path.AsSpan(), out var address, out var rest)) return false;
        return TryParse(new RootActorPath(address), rest, out actorPath);
    }

    public static bool TryParse(ActorPath basePath, string absoluteUri, out ActorPath actorPath) =>
        TryParse(basePath, absoluteUri.AsSpan(), out actorPath);

    /// <summary>Appends the elements of a path such as <c>/user/a#12</c>.</summary>
    public static bool TryParse(ActorPath basePath, ReadOnlySpan<char> absoluteUri, out ActorPath actorPath)
    {
        actorPath = basePath;
        foreach (var range in absoluteUri.Split('/'))
            if (!absoluteUri[range].IsEmpty) actorPath /= absoluteUri[range].ToString();
        return true;
    }

    public static bool TryParseAddress(string path, out Address address) => Address.TryParse(path.AsSpan(), out address, out _);

    public static bool TryParseAddress(string path, out Address address, out ReadOnlySpan<char> absoluteUri) =>
        Address.TryParse(path.AsSpan(), out address, out absoluteUri);

    public override string ToString() => Join(Address.ToString(), includeUid: false);

    public string ToStringWithoutAddress() => Join("", includeUid: false);

    public string ToStringWithAddress() => ToString();

    /// <summary>With this address, unless the path has one of its own that reaches over the network.</summary>
    public string ToStringWithAddress(Address address) => Join(AddressOr(address), includeUid: false);

    public string ToStringWithUid() => Join(Address.ToString(), includeUid: true);

    public string ToSerializationFormat() => Join(Address.ToString(), includeUid: true);

    public string ToSerializationFormatWithAddress(Address address) => Join(AddressOr(address), includeUid: true);

    private string AddressOr(Address address) => (Address is { Host: not null, Port: not null } ? Address : address).ToString();

    private string Join(string prefix, bool includeUid)
    {
        var uid = includeUid && Uid != ActorCell.UndefinedUid ? $"#{Uid}" : "";
        if (Depth == 0) return $"{prefix}/{uid}";
        var length = prefix.Length + uid.Length;
        for (var path = this; path.Depth > 0; path = path.Parent) length += path.Name.Length + 1;
        return string.Create(length, (this, prefix, uid), static (text, parts) =>
        {
            var (path, prefix, uid) = parts;
            prefix.CopyTo(text);
            uid.CopyTo(text[^uid.Length..]);
            for (var end = text.Length - uid.Length; path.Depth > 0; path = path.Parent)
            {
                end -= path.Name.Length + 1;
                text[end] = '/';
                path.Name.CopyTo(text[(end + 1)..]);
            }
        });
    }
}
