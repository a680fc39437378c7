using Akka.Actor;

namespace Akka.Hosting;

/// <summary>The actor registered for a type, for a constructor to ask for.</summary>
public interface IRequiredActor<TActor>
{
    /// <exception cref="MissingActorRegistryEntryException">It is not registered yet.</exception>
    IActorRef ActorRef { get; }

    /// <summary>The actor, as soon as it is registered: for services that start beside the system.</summary>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}
