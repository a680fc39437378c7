using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll;

/// <summary>The extension that gives an actor system its poller: <c>system.NetPoll()</c>.</summary>
public sealed class NetPoll : IExtension
{
    internal NetPoll(ExtendedActorSystem system)
    {
        Connections = ConnectionsExtension.Get(system);
        Settings = new NetPollSettings(Connections.Runtime.Settings, Connections.Settings);
    }

    /// <summary>Watches sockets; its messages are those of <see cref="Polling.Poller"/>.</summary>
    public IActorRef Poller => Connections.Runtime.Poller;

    /// <summary>The settings of this system.</summary>
    public NetPollSettings Settings { get; }

    /// <summary>What both styles work with.</summary>
    internal ConnectionsExtension Connections { get; }

    /// <summary>What the poller polls.</summary>
    internal PollLoop Loop => Connections.Runtime.Loop;

    /// <summary>Those that run what polling makes runnable.</summary>
    internal WorkerPool Workers => Connections.Runtime.Workers;
}
