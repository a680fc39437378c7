using Akka.Configuration;

namespace Akka.NetPoll.Configuration;

/// <summary>akka.netpoll.conf: every setting with its default.</summary>
internal static class DefaultSettings
{
    /// <summary>The section that all settings stand in.</summary>
    public const string Root = "akka.netpoll";

    private const string Resource = "Akka.NetPoll.akka.netpoll.conf";

    private static readonly Lazy<Config> Parsed = new(() => ConfigurationFactory.FromResource(Resource, typeof(DefaultSettings).Assembly));

    /// <summary>The whole file. Shared: a Config never changes.</summary>
    public static Config Config => Parsed.Value;

    /// <summary>One section of a configuration, which need not know the defaults yet: a system may be older than the extension that brings them.</summary>
    /// <param name="config">The system's.</param>
    /// <param name="name">The section's, below <see cref="Root"/>.</param>
    public static Config Section(Config config, string name) => config.WithFallback(Config).GetConfig($"{Root}.{name}");
}
