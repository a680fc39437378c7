// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Actor;

public partial class Settings
{
    public ProviderSelection ProviderSelectionType { get; private set; }

    public string ProviderClass { get; private set; }

    public bool HasCluster { get; private set; }

    public string SupervisorStrategyClass { get; private set; }

    public bool SerializeAllMessages { get; private set; }

    public bool SerializeAllCreators { get; private set; }

    public bool EmitActorTelemetry { get; private set; }

    public TimeSpan AskTimeout { get; private set; }

    public TimeSpan CreationTimeout { get; private set; }

    public TimeSpan UnstartedPushTimeout { get; private set; }

    public bool AddLoggingReceive { get; private set; }

    public bool DebugAutoReceive { get; private set; }

    public bool DebugEventStream { get; private set; }

    public bool DebugUnhandledMessage { get; private set; }

    public bool DebugRouterMisconfiguration { get; private set; }

    public bool DebugLifecycle { get; private set; }

    public bool DebugTimerScheduler { get; private set; }

    public bool FsmDebugEvent { get; private set; }

    public int DefaultVirtualNodesFactor { get; private set; }

    private void ReadProvider()
    {
        var named = Setup.Get<BootstrapSetup>().FlatSelect(bootstrap => bootstrap.ActorRefProvider).Select(provider => provider.Fqn)
            .GetOrElse(Config.GetString("akka.actor.provider"));
        ProviderSelectionType = ProviderSelection.GetProvider(named);
        ProviderClass = ProviderSelectionType.Fqn;
        HasCluster = ProviderSelectionType.HasCluster;
        var type = Type.GetType(ProviderClass)
            ?? throw new ConfigurationException($"'akka.actor.provider' is not a valid type name : '{ProviderClass}'");
        if (!typeof(IActorRefProvider).IsAssignableFrom(type))
            throw new ConfigurationException($"'akka.actor.provider' is not a valid actor ref provider: '{ProviderClass}'");
    }

    private void ReadActors()
    {
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        CreationTimeout = Config.GetTimeSpan("akka.actor.creation-timeout");
        UnstartedPushTimeout = Config.GetTimeSpan("akka.actor.unstarted-push-timeout");
        SerializeAllMessages = Config.GetBoolean("akka.actor.serialize-messages");
        SerializeAllCreators = Config.GetBoolean("akka.actor.serialize-creators");
        EmitActorTelemetry = Config.GetBoolean("akka.actor.telemetry.enabled");
        AddLoggingReceive = Config.GetBoolean("akka.actor.debug.receive");
        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive");
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle");
        FsmDebugEvent = Config.GetBoolean("akka.actor.debug.fsm");
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        DebugRouterMisconfiguration = Config.GetBoolean("akka.actor.debug.router-misconfiguration");
        DebugTimerScheduler = Config.GetBoolean("akka.actor.debug.log-timers");
        DefaultVirtualNodesFactor = Config.GetInt("akka.actor.deployment.default.virtual-nodes-factor");
    }
}
