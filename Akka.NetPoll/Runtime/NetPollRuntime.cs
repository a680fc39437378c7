using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Configuration;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Serialization;

namespace Akka.NetPoll.Runtime;

/// <summary>What both styles stand on: the poller of an actor system and the workers. Started on first use, from either.</summary>
/// <remarks>It brings the defaults of all settings into the system's configuration, and names those in the log that are no settings.</remarks>
internal sealed class NetPollRuntime : IExtension
{
    /// <summary>The id of the dispatcher that runs connections.</summary>
    public const string Dispatcher = "akka.netpoll.dispatcher";

    public NetPollRuntime(ExtendedActorSystem system, Func<string, IMultiplexer> multiplexer)
    {
        system.Settings.InjectTopLevelFallback(DefaultSettings.Config);
        Settings = new PollerSettings(SettingsReader.Of(system.Settings.Config, "poller"));
        foreach (string unknown in UnknownSettings.In(system.Settings.Config)) system.Log.Warning("{0} is no setting and has no effect", unknown);
        LocalMessages.Bind(system);
        Loop = new PollLoop(Settings.Multiplexer, multiplexer);
        Workers = NetPollExecutor.PoolOf(system);
        // For what goes on there, should no dispatcher need them.
        Workers.Acquire();
        system.RegisterOnTermination(Workers.Release);
        Props props = PollerActor.Props(Loop, Settings.IsPolledByWorkers ? Workers : new PollThread())
            .WithDispatcher(Dispatcher);
        Poller = system.SystemActorOf(props, "netpoll");
    }

    public PollerSettings Settings { get; }

    /// <summary>Watches sockets; its messages are those of <see cref="Polling.Poller"/>.</summary>
    public IActorRef Poller { get; }

    /// <summary>What the poller polls: actors and operations watch and forget their sockets with it, on their own thread.</summary>
    public PollLoop Loop { get; }

    /// <summary>They run what polling makes runnable and, unless a thread of its own does, poll.</summary>
    public WorkerPool Workers { get; }

    /// <summary>The system's, started on first use.</summary>
    /// <exception cref="Akka.Configuration.ConfigurationException">A setting of the poller or the workers makes no sense.</exception>
    public static NetPollRuntime Get(ActorSystem system) => system.WithExtension<NetPollRuntime, Provider>();

    /// <summary>With multiplexers made by <paramref name="create"/>, of which a warning comes into the system's log, the first time.</summary>
    internal static NetPollRuntime Create(ExtendedActorSystem system, Func<string, Action<string>, IMultiplexer> create)
    {
        bool hasWarned = false; // Under the loop's lock: it opens one at a time, and anew after each failure.
        return new NetPollRuntime(system, name => create(name, Warn));

        void Warn(string reason)
        {
            if (!hasWarned) system.Log.Warning("akka.netpoll.poller.multiplexer: {0}", reason);
            hasWarned = true;
        }
    }

    private sealed class Provider : ExtensionIdProvider<NetPollRuntime>
    {
        public override NetPollRuntime CreateExtension(ExtendedActorSystem system) => Create(system, Multiplexer.Create);
    }
}
