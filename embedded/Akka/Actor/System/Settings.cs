// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The configuration of a system, typed.</summary>
public partial class Settings
{
    private readonly HashSet<Config> _injected = new(ReferenceEqualityComparer.Instance);
    private readonly Config _userConfig;
    private Config _fallback;

    public Settings(ActorSystem system, Config config) : this(system, config, ActorSystemSetup.Empty)
    {
    }

    public Settings(ActorSystem system, Config config, ActorSystemSetup setup)
    {
        Setup = setup;
        _userConfig = config;
        _fallback = ConfigurationFactory.Default();
        System = system;
        Config = _userConfig.SafeWithFallback(_fallback);

        ReadProvider();
        ReadLogging();
        ReadActors();
        Home = Config.GetString("akka.home", "");
        ConfigVersion = Config.GetString("akka.version");
        SchedulerClass = Config.GetString("akka.scheduler.implementation");
        SchedulerShutdownTimeout = Config.GetTimeSpan("akka.scheduler.shutdown-timeout");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
        if (CoordinatedShutdownRunByActorSystemTerminate && !CoordinatedShutdownTerminateActorSystem)
            throw new ConfigurationException("akka.coordinated-shutdown.run-by-actor-system-terminate=on and " +
                "akka.coordinated-shutdown.terminate-actor-system=off is not a supported configuration combination.");
    }

    public ActorSystem System { get; private set; }

    public Config Config { get; private set; }

    public ActorSystemSetup Setup { get; }

    public string ConfigVersion { get; private set; }

    public string Home { get; private set; }

    public string SchedulerClass { get; private set; }

    public TimeSpan SchedulerShutdownTimeout { get; private set; }

    public bool CoordinatedShutdownTerminateActorSystem { get; private set; }

    public bool CoordinatedShutdownRunByActorSystemTerminate { get; private set; }

    /// <summary>An extension's own reference: below what the user set, above what has been injected before.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        if (!_injected.Add(config)) return;
        _fallback = config.SafeWithFallback(_fallback);
        Config = _userConfig.SafeWithFallback(_fallback);
        System?.Dispatchers?.ReloadPrerequisites(
            new DefaultDispatcherPrerequisites(System.EventStream, System.Scheduler, this, System.Mailboxes));
    }

    public override string ToString() => Config.Root.ToString();
}
