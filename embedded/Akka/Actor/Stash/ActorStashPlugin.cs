// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Gives an actor its stash; on restart and stop, gives the mailbox back what is in it.</summary>
public class ActorStashPlugin : ActorProducerPluginBase
{
    public override bool CanBeAppliedTo(Type actorType) => typeof(IActorStash).IsAssignableFrom(actorType);

    public override void AfterIncarnated(ActorBase actor, IActorContext context)
    {
        if (actor is IActorStash { Stash: null } stashing) stashing.Stash = context.CreateStash(actor.GetType());
    }

    public override void BeforeIncarnated(ActorBase actor, IActorContext context) => (actor as IActorStash)?.Stash?.UnstashAll();
}
