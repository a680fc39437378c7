using System.Collections.Frozen;
using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Durations and sizes: a number, perhaps blanks, a unit.</summary>
internal static class HoconUnits
{
    private static readonly FrozenDictionary<string, Func<double, TimeSpan>> Durations = Table<Func<double, TimeSpan>>(
        ("ns nano nanos nanosecond nanoseconds", value => TimeSpan.FromTicks((long)Math.Round(value / TimeSpan.NanosecondsPerTick))),
        ("micro micros microsecond microseconds", value => TimeSpan.FromTicks((long)Math.Round(value * TimeSpan.TicksPerMicrosecond))),
        ("ms milli millis millisecond milliseconds", TimeSpan.FromMilliseconds),
        ("s second seconds", TimeSpan.FromSeconds),
        ("m minute minutes", TimeSpan.FromMinutes),
        ("h hour hours", TimeSpan.FromHours),
        ("d day days", TimeSpan.FromDays));

    private static readonly FrozenDictionary<string, long> Sizes = Table<long>(
        ("b B byte bytes", 1),
        ("kB kilobyte kilobytes", 1000L),
        ("MB megabyte megabytes", 1000_000L),
        ("GB gigabyte gigabytes", 1000_000_000L),
        ("TB terabyte terabytes", 1000_000_000_000L),
        ("PB petabyte petabytes", 1000_000_000_000_000L),
        ("EB exabyte exabytes", 1000_000_000_000_000_000L),
        ("k K Ki KiB kibibyte kibibytes", 1L << 10),
        ("m M Mi MiB mebibyte mebibytes", 1L << 20),
        ("g G Gi GiB gibibyte gibibytes", 1L << 30),
        ("t T Ti TiB tebibyte tebibytes", 1L << 40),
        ("p P Pi PiB pebibyte pebibytes", 1L << 50),
        ("e E Ei EiB exbibyte exbibytes", 1L << 60));

    /// <summary>Units are case-sensitive and the number plain (<c>1.5s</c>, not <c>1e3s</c>); without a unit it is milliseconds.</summary>
    public static TimeSpan ParseDuration(string? text, bool allowInfinite)
    {
        ArgumentNullException.ThrowIfNull(text);
        var unit = UnitAfterPlainNumber(text);
        if (unit > 0 && Durations.TryGetValue(text[unit..].TrimStart(), out var convert))
            return convert(double.Parse(text.AsSpan(0, unit), NumberFormatInfo.InvariantInfo));
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase)) return Timeout.InfiniteTimeSpan;

        if (!double.TryParse(text, NumberFormatInfo.InvariantInfo, out var milliseconds))
            throw new FormatException($"'{text}' is not a duration: a number and one of {string.Join(", ", Durations.Keys)}");
        return milliseconds >= 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException($"Expected a positive value instead of {text}");
    }

    /// <summary>A whole number and a unit; null for no text at all.</summary>
    public static long? ParseByteSize(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var unit = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (unit == 0 || unit == text.Length) return long.Parse(text, NumberFormatInfo.InvariantInfo);

        var name = text[unit..].Trim();
        return Sizes.TryGetValue(name, out var factor)
            ? factor * long.Parse(text.AsSpan(0, unit), NumberFormatInfo.InvariantInfo)
            : throw new FormatException($"{name} is not a valid byte size suffix");
    }

    // The length of a leading 12 or 12.5; 0 if the text starts otherwise or nothing follows.
    private static int UnitAfterPlainNumber(string text)
    {
        var whole = Digits(text, 0);
        if (whole == 0 || whole == text.Length) return 0;
        if (text[whole] != '.') return whole;
        var fraction = Digits(text, whole + 1);
        return fraction == 0 ? 0 : whole + 1 + fraction;
    }

    private static int Digits(string text, int from)
    {
        var end = text.AsSpan(from).IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length - from : end;
    }

    private static FrozenDictionary<string, T> Table<T>(params (string Names, T Value)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => KeyValuePair.Create(name, row.Value))).ToFrozenDictionary();
}
