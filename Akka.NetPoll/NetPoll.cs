using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Serialization;

namespace Akka.NetPoll;

/// <summary>The extension that gives an actor system its poller: <c>system.NetPoll()</c>.</summary>
public sealed class NetPoll : IExtension
{
    internal NetPoll(ExtendedActorSystem system)
        : this(system, Multiplexer.Create)
    {
    }

    internal NetPoll(ExtendedActorSystem system, Func<string, IMultiplexer> multiplexer)
    {
        system.Settings.InjectTopLevelFallback(NetPollSettings.DefaultConfig());
        Settings = new NetPollSettings(system.Settings.Config);
        foreach (string unknown in UnknownSettings.In(system.Settings.Config)) system.Log.Warning("{0} is no setting and has no effect", unknown);
        LocalMessages.Bind(system);
        Loop = new PollLoop(Settings.Multiplexer, multiplexer);
        Workers = NetPollExecutor.PoolOf(system);
        // For what goes on there, should no dispatcher need them.
        Workers.Acquire();
        system.RegisterOnTermination(Workers.Release);
        Props props = PollerActor.Props(Loop, Settings.PolledByWorkers ? Workers : new PollThread())
            .WithDispatcher(Settings.PollerDispatcher)
            .WithMailbox(Settings.PollerMailbox);
        Poller = system.SystemActorOf(props, "netpoll");
        Shutdown = new ConnectionsShutdown(system, Settings.ShutdownCloseTimeout);
        SystemTerminated = system.WhenTerminated;
    }

    /// <summary>Watches sockets; its messages are those of <see cref="Polling.Poller"/>.</summary>
    public IActorRef Poller { get; }

    /// <summary>The settings of this system.</summary>
    public NetPollSettings Settings { get; }

    /// <summary>What the poller polls, for those who watch and forget on their own thread.</summary>
    internal PollLoop Loop { get; }

    /// <summary>Those who run what polling makes runnable and, unless a thread of its own does, poll.</summary>
    internal WorkerPool Workers { get; }

    /// <summary>Where listeners and dialers say that they are there.</summary>
    internal ConnectionsShutdown Shutdown { get; }

    /// <summary>From when on the poller answers nobody.</summary>
    internal Task SystemTerminated { get; }
}
