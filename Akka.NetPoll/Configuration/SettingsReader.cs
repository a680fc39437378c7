using System.Globalization;
using Akka.Configuration;

namespace Akka.NetPoll.Configuration;

/// <summary>Reads one section of the configuration; a value it cannot use is named in full by the exception.</summary>
/// <param name="section">What stands in it.</param>
/// <param name="name">Its name below akka.netpoll.</param>
internal sealed class SettingsReader(Config section, string name)
{
    // .NET's timers and Akka's scheduler count milliseconds in 32 bits.
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(24);

    /// <summary>Reads a section of a system's configuration; what that leaves out is the default.</summary>
    public static SettingsReader Of(Config config, string name) => new(DefaultSettings.Section(config, name), name);

    /// <summary>A whole number.</summary>
    public int Count(string key, int least, int most = int.MaxValue)
    {
        string text = Text(key);
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int count) && count >= least && count <= most
            ? count
            : throw Bad(key, text, $"a whole number, {Bounds(least, most)}");
    }

    /// <summary>A number of bytes, such as 64 KiB.</summary>
    public int Size(string key, int least, int most = int.MaxValue)
    {
        long? size = Try(() => section.GetByteSize(key, null));
        return size >= least && size <= most ? (int)size : throw Bad(key, Text(key), $"a size such as 64 KiB, {Bounds(least, most)}");
    }

    /// <summary>A time, such as 5s; "off" is zero.</summary>
    public TimeSpan Time(string key)
    {
        string text = Text(key);
        if (text is "off" or "0") return TimeSpan.Zero;
        return Positive(key) ?? throw Bad(key, text, "a time such as 5s, at most 24 days, or off");
    }

    /// <summary>The time after which something is done again and again: it cannot be off.</summary>
    public TimeSpan Interval(string key) => Positive(key) ?? throw Bad(key, Text(key), "a time such as 5ms, at most 24 days");

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
        Try(() => section.GetString(key, null)) ?? throw new ConfigurationException($"{DefaultSettings.Root}.{name}.{key} is missing");

    /// <summary>Values that make no sense together.</summary>
    public ConfigurationException Contradiction(string what) => new($"{DefaultSettings.Root}.{name}: {what}");

    private TimeSpan? Positive(string key)
    {
        TimeSpan? time = Try<TimeSpan?>(() => section.GetTimeSpan(key, null, allowInfinite: false));
        return time > TimeSpan.Zero && time <= LongestTime ? time : null;
    }

    private ConfigurationException Bad(string key, string text, string expected) =>
        new($"{DefaultSettings.Root}.{name}.{key} is '{text}', and should be {expected}");

    private static string Bounds(int least, int most) => most == int.MaxValue ? $"at least {least}" : $"from {least} to {most}";

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
