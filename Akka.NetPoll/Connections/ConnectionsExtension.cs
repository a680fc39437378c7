using Akka.Actor;
using Akka.NetPoll.Runtime;

namespace Akka.NetPoll.Connections;

/// <summary>What the listeners, dialers and datagram sockets of an actor system share. Started by the first of them.</summary>
internal sealed class ConnectionsExtension : IExtension
{
    private ConnectionsExtension(ExtendedActorSystem system)
    {
        Settings = new ConnectionsSettings(system.Settings.Config); // First: with bad ones nothing is started.
        Runtime = NetPollRuntime.Get(system);
        Shutdown = new ConnectionsShutdown(system, Settings.ShutdownCloseTimeout);
    }

    public ConnectionsSettings Settings { get; }

    /// <summary>What their sockets are polled with.</summary>
    public NetPollRuntime Runtime { get; }

    /// <summary>Where listeners and dialers say that they are there.</summary>
    public ConnectionsShutdown Shutdown { get; }

    /// <summary>The system's, started on first use.</summary>
    /// <exception cref="Akka.Configuration.ConfigurationException">A setting makes no sense.</exception>
    public static ConnectionsExtension Get(ActorSystem system) => system.WithExtension<ConnectionsExtension, Provider>();

    private sealed class Provider : ExtensionIdProvider<ConnectionsExtension>
    {
        public override ConnectionsExtension CreateExtension(ExtendedActorSystem system) => new(system);
    }
}
