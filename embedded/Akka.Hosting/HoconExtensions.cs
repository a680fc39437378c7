using System.Globalization;
using System.Text;
using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>Values as they are written in HOCON.</summary>
public static class HoconExtensions
{
    private const string Reserved = "][$\"\\{}:=,#`^?!@*&";

    /// <summary>Quoted where it must be; null is the word null.</summary>
    public static string ToHocon(this string? text)
    {
        if (text is null) return "null";
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text) escaped.Append(Escape(c));
        var quote = escaped.Length == 0 || escaped.ToString().AsSpan().ContainsAny(Reserved);
        return quote ? $"\"{escaped}\"" : escaped.ToString();
    }

    public static string ToHocon(this bool? value) => Need(value).ToHocon();

    public static string ToHocon(this bool value) => value ? "on" : "off";

    public static string ToHocon(this TimeSpan? value, bool allowInfinite = false, bool zeroIsInfinite = false) =>
        Need(value).ToHocon(allowInfinite, zeroIsInfinite);

    /// <summary>Milliseconds, or the word infinite.</summary>
    /// <exception cref="ConfigurationException">It is infinite and may not be.</exception>
    public static string ToHocon(this TimeSpan value, bool allowInfinite = false, bool zeroIsInfinite = false)
    {
        var infinite = value < TimeSpan.Zero || (zeroIsInfinite && value == TimeSpan.Zero);
        if (!infinite) return value.TotalMilliseconds.ToHocon();
        return allowInfinite ? "infinite" : throw new ConfigurationException("Infinite value is not allowed");
    }

    public static string ToHocon(this float? value) => Need(value).ToHocon();

    public static string ToHocon(this float value) => value.ToString(CultureInfo.InvariantCulture);

    public static string ToHocon(this double? value) => Need(value).ToHocon();

    public static string ToHocon(this double value) => value.ToString(CultureInfo.InvariantCulture);

    public static string ToHocon(this int? value) => Need(value).ToHocon();

    public static string ToHocon(this int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string ToHocon(this long? value) => Need(value).ToHocon();

    public static string ToHocon(this long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Escape(char c) => c switch
    {
        '\\' or '"' or '/' => $"\\{c}",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        > '\u00ff' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    };

    private static T Need<T>(T? value) where T : struct => value ?? throw new ConfigurationException("Value can not be null");
}
