using Akka.Actor;

namespace Akka.Hosting;

/// <summary>A registry that actors can be put into.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <exception cref="DuplicateActorRegistryException">There is one already, which is not to be overwritten.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>False: there is one already, which is not to be overwritten, or the actor is null.</summary>
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);

    /// <inheritdoc cref="TryRegister{TKey}" />
    bool TryRegister(Type key, IActorRef actor, bool overwrite = false);
}
