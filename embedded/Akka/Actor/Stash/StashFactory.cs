// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Makes the stash that an actor's interface asks for.</summary>
public static class StashFactory
{
    public static IStash CreateStash<T>(this IActorContext context) where T : ActorBase => context.CreateStash(typeof(T));

    public static IStash CreateStash(this IActorContext context, IActorStash actorInstance) => context.CreateStash(actorInstance.GetType());

    public static IStash CreateStash(this IActorContext context, Type actorType)
    {
        if (!typeof(IActorStash).IsAssignableFrom(actorType))
            throw new ArgumentException($"Actor {actorType} implements an unrecognized subclass of {typeof(IActorStash)} - cannot instantiate");
        return new DequeStash((ActorCell)context);
    }
}
