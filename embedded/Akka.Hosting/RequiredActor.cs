using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Looks the actor up once and keeps it.</summary>
public sealed class RequiredActor<TActor> : IRequiredActor<TActor>
{
    private readonly IReadOnlyActorRegistry _registry;
    private IActorRef? _actor;

    public RequiredActor(IReadOnlyActorRegistry registry) => _registry = registry;

    /// <inheritdoc />
    public IActorRef ActorRef
    {
        get
        {
            if (_actor is not null) return _actor;
            if (_registry.TryGet<TActor>(out var actor)) return _actor = actor;
            throw new MissingActorRegistryEntryException(
                $"No actor is registered for [{typeof(TActor)}]. A hosted service that is made before the actors are started " +
                "should await GetAsync instead of reading ActorRef in its constructor.");
        }
    }

    /// <inheritdoc />
    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) =>
        _actor ??= await _registry.GetAsync<TActor>(cancellationToken).ConfigureAwait(false);
}
