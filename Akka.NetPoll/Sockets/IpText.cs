using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>IP addresses as they are written, and as Go's net reads them: one way only for IPv4.</summary>
/// <remarks>
/// .NET also reads 127.1, 0x7f.0.0.1 and 127.0.0.01 as inet_aton(3) does, where a leading zero makes a part octal: other
/// programs read another address there, and what one program has checked is not where the next one connects (CVE-2021-29923).
/// </remarks>
internal static class IpText
{
    /// <summary>Null for what is no address: a name, then.</summary>
    public static IPAddress? TryParse(string text)
    {
        if (text.AsSpan().IndexOfAny('[', ']', '/') >= 0 || !IPAddress.TryParse(text, out IPAddress? address)) return null;
        // There is one way to write four parts in decimal without leading zeros.
        if (address.AddressFamily == AddressFamily.InterNetwork) return address.ToString() == text ? address : null;

        string last = text[(text.LastIndexOf(':') + 1)..];
        return !last.Contains('.') || TryParse(last.Split('%')[0]) is not null ? address : null;
    }

    /// <summary>It looks like an address and is none; no name looks like that (RFC 1123, 2.1).</summary>
    public static bool IsMalformed(string text) => TryParse(text) is null && IPAddress.TryParse(text, out _);
}
