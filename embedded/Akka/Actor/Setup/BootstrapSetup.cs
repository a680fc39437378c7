using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>What a system is built from: its configuration and its provider of actors.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    internal BootstrapSetup() : this(Option<Config>.None, Option<ProviderSelection>.None) { }

    internal BootstrapSetup(Option<Config> config, Option<ProviderSelection> actorRefProvider)
    {
        Config = config;
        ActorRefProvider = actorRefProvider;
    }

    /// <summary>None: the application's configuration file, if there is one.</summary>
    public Option<Config> Config { get; }

    /// <summary>None: what the configuration says.</summary>
    public Option<ProviderSelection> ActorRefProvider { get; }

    public static BootstrapSetup Create() => new();

    public BootstrapSetup WithActorRefProvider(ProviderSelection name) => new(Config, Option<ProviderSelection>.Create(name));

    public BootstrapSetup WithConfig(Config config) => new(Option<Config>.Create(config), ActorRefProvider);

    /// <summary>Adds what is to hold where the configuration given so far says nothing.</summary>
    public BootstrapSetup WithConfigFallback(Config config) =>
        WithConfig(Config.HasValue ? Config.Value.SafeWithFallback(config) : config);
}
