// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Finds dispatchers by their path in the configuration, which may also be an alias: the path of another.</summary>
public sealed class Dispatchers
{
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";
    public const string DefaultBlockingDispatcherId = "akka.actor.default-blocking-io-dispatcher";
    public const string SynchronizedDispatcherId = "akka.actor.synchronized-dispatcher";

    internal const string InternalDispatcherId = "akka.actor.internal-dispatcher";

    private const int MaxAliasDepth = 20;

    private readonly ConcurrentDictionary<string, MessageDispatcherConfigurator> _configurators = new();
    private readonly ILoggingAdapter _log;

#pragma warning disable IDE0060 // The signature is the real one's.
    public Dispatchers(ActorSystem system, IDispatcherPrerequisites prerequisites, ILoggingAdapter logger)
#pragma warning restore IDE0060
    {
        _log = logger;
        Prerequisites = prerequisites;
        DefaultGlobalDispatcher = Lookup(DefaultDispatcherId);
        InternalDispatcher = Lookup(InternalDispatcherId);
    }

    public MessageDispatcher DefaultGlobalDispatcher { get; }

    public IDispatcherPrerequisites Prerequisites { get; private set; }

    public Config DefaultDispatcherConfig =>
        IdConfig(DefaultDispatcherId).WithFallback(Prerequisites.Settings.Config.GetConfig(DefaultDispatcherId));

    internal MessageDispatcher InternalDispatcher { get; }

    /// <summary>The section of a dispatcher, through aliases; empty if there is none.</summary>
    public static Config GetConfig(Config config, string id, int depth = 0)
    {
        if (depth > MaxAliasDepth || !config.HasPath(id)) return ConfigurationFactory.Empty;
        var value = config.GetValue(id);
        if (value.IsObject()) return config.GetConfig(id);
        return value.IsString() ? GetConfig(config, value.GetString(), depth + 1) : ConfigurationFactory.Empty;
    }

    /// <summary>The dispatcher of this name, made on first use.</summary>
    /// <exception cref="ConfigurationException">There is no such section, or it says nothing sensible.</exception>
    public MessageDispatcher Lookup(string dispatcherName) => LookupConfigurator(dispatcherName).Dispatcher();

    public bool HasDispatcher(string id) => _configurators.ContainsKey(id) || Prerequisites.Settings.Config.HasPath(id);

    /// <summary>False if the name is taken.</summary>
    public bool RegisterConfigurator(string id, MessageDispatcherConfigurator configurator) => _configurators.TryAdd(id, configurator);

    /// <summary>The settings have a new configuration, with dispatchers that were not there before.</summary>
    internal void ReloadPrerequisites(IDispatcherPrerequisites prerequisites) => Prerequisites = prerequisites;

    private static Config IdConfig(string id) => ConfigurationFactory.ParseString($"id: {id}");

    private MessageDispatcherConfigurator LookupConfigurator(string id)
    {
        for (var depth = 0; depth < MaxAliasDepth; depth++)
        {
            if (_configurators.TryGetValue(id, out var known)) return known;
            var config = Prerequisites.Settings.Config;
            if (!config.HasPath(id)) throw new ConfigurationException($"Dispatcher {id} not configured.");
            var value = config.GetValue(id);
            if (value.IsObject()) return Register(id, config.GetConfig(id));
            if (!value.IsString())
                throw new ConfigurationException($"Expected either a dispatcher config or an alias at [{id}] but found [{value}]");
            var actual = value.GetString();
            _log.Debug($"Dispatcher id [{id}] is an alias, actual dispatcher will be [{actual}]");
            id = actual;
        }
        throw new ConfigurationException($"Could not find a concrete dispatcher config after following {MaxAliasDepth} deep. " +
            $"Is there a circular reference in your config? Last followed Id was [{id}]");
    }

    private MessageDispatcherConfigurator Register(string id, Config section)
    {
        var configurator = ConfiguratorFrom(IdConfig(id)
            .WithFallback(section)
            .WithFallback(ConfigurationFactory.ParseString($"name: {id[(id.LastIndexOf('.') + 1)..]}"))
            .WithFallback(DefaultDispatcherConfig));
        return _configurators.GetOrAdd(id, configurator);
    }

    private MessageDispatcherConfigurator ConfiguratorFrom(Config config)
    {
        var type = config.GetString("type");
        switch (type)
        {
            case null:
                throw new ConfigurationException($"Could not resolve dispatcher for path {config.GetString("id")}. type is null");
            case "Dispatcher":
                return new DispatcherConfigurator(config, Prerequisites);
            case "TaskDispatcher":
                return new DispatcherConfigurator(WithExecutor("task-executor", config), Prerequisites);
            case "ForkJoinDispatcher":
                return new DispatcherConfigurator(WithExecutor("fork-join-executor", config), Prerequisites);
            case "SynchronizedDispatcher":
                return new DispatcherConfigurator(WithExecutor("current-context-executor", config), Prerequisites);
            case "PinnedDispatcher":
                return new PinnedDispatcherConfigurator(config, Prerequisites);
            default:
                var configurator = Type.GetType(type) ?? throw new ConfigurationException(
                    $"Could not resolve dispatcher type {type} for path {config.GetString("id")}");
                return (MessageDispatcherConfigurator)Activator.CreateInstance(configurator, config, Prerequisites);
        }
    }

    private static Config WithExecutor(string executor, Config config) =>
        ConfigurationFactory.ParseString($"executor = {executor}").WithFallback(config);
}
