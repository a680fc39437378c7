// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Has a hand in every actor of the kinds it applies to.</summary>
public interface IActorProducerPlugin
{
    bool CanBeAppliedTo(Type actorType);

    /// <summary>The actor is made, and not started.</summary>
    void AfterIncarnated(ActorBase actor, IActorContext context);

    /// <summary>The actor will be replaced, or has stopped.</summary>
    void BeforeIncarnated(ActorBase actor, IActorContext context);
}
