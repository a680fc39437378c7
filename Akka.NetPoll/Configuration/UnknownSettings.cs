using Akka.Configuration;

namespace Akka.NetPoll.Configuration;

/// <summary>Settings below akka.netpoll that have no effect: misspelled ones, most often.</summary>
internal static class UnknownSettings
{
    // What stands in these is Akka's to read, and it takes more than our defaults show.
    private static readonly string[] OfAkka = ["dispatcher"];

    /// <summary>Their full names; what has no default is no setting.</summary>
    public static IEnumerable<string> In(Config config)
    {
        Config defaults = DefaultSettings.Config;
        IEnumerable<string> sections = Keys(defaults, DefaultSettings.Root).Except(OfAkka).Select(section => $"{DefaultSettings.Root}.{section}");
        return sections.Prepend(DefaultSettings.Root).SelectMany(
            section => Keys(config, section).Except(Keys(defaults, section)).Select(key => $"{section}.{key}"));
    }

    private static IEnumerable<string> Keys(Config config, string section) =>
        config.GetConfig(section)?.AsEnumerable().Select(setting => setting.Key) ?? [];
}
