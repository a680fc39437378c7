using System.Globalization;
using Akka.Configuration;

namespace Akka.NetPoll;

/// <summary>Reads one section of the configuration; a value it cannot use is named in full by the exception.</summary>
internal sealed class SettingsReader(Config root, string section)
{
    private readonly Config _section = root.GetConfig(section)
        ?? throw new ConfigurationException($"{section} is missing; load the NetPoll extension, which brings its defaults");

    /// <summary>A whole number that is at least <paramref name="least"/>.</summary>
    public int Count(string key, int least)
    {
        string text = Text(key);
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int count) && count >= least
            ? count
            : throw Bad(key, text, $"a whole number, at least {least}");
    }

    /// <summary>A number of bytes, such as 64 KiB, that is at least <paramref name="least"/>.</summary>
    public int Size(string key, int least)
    {
        long? size = Try(() => _section.GetByteSize(key, null));
        return size >= least && size <= int.MaxValue ? (int)size : throw Bad(key, Text(key), $"a size such as 64 KiB, at least {least}");
    }

    /// <summary>A time, such as 5s; "off" is zero.</summary>
    public TimeSpan Time(string key)
    {
        string text = Text(key);
        if (text is "off" or "0") return TimeSpan.Zero;
        return Positive(key) ?? throw Bad(key, text, "a time such as 5s, or off");
    }

    /// <summary>The time after which something is done again and again: it cannot be off.</summary>
    public TimeSpan Interval(string key) => Positive(key) ?? throw Bad(key, Text(key), "a time such as 5ms");

    /// <summary>On or off.</summary>
    public bool Switch(string key) => Text(key) switch
    {
        "on" or "true" or "yes" => true,
        "off" or "false" or "no" => false,
        var text => throw Bad(key, text, "on or off"),
    };

    /// <summary>One of these words.</summary>
    public string OneOf(string key, params string[] words)
    {
        string text = Text(key);
        return words.Contains(text) ? text : throw Bad(key, text, $"one of {string.Join(", ", words)}");
    }

    /// <summary>The value as it is written.</summary>
    public string Text(string key) =>
        Try(() => _section.GetString(key, null)) ?? throw new ConfigurationException($"{section}.{key} is missing");

    private TimeSpan? Positive(string key)
    {
        TimeSpan? time = Try<TimeSpan?>(() => _section.GetTimeSpan(key, null, allowInfinite: false));
        return time > TimeSpan.Zero ? time : null;
    }

    private ConfigurationException Bad(string key, string text, string expected) =>
        new($"{section}.{key} is '{text}', and should be {expected}");

    // The parser's own exceptions do not name the key; the caller's does.
    private static T? Try<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or OverflowException or ConfigurationException)
        {
            return default;
        }
    }
}
