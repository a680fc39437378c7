// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

public abstract class ActorProducerPluginBase : IActorProducerPlugin
{
    public virtual bool CanBeAppliedTo(Type actorType) => typeof(ActorBase).IsAssignableFrom(actorType);

    public virtual void AfterIncarnated(ActorBase actor, IActorContext context)
    {
    }

    public virtual void BeforeIncarnated(ActorBase actor, IActorContext context)
    {
    }
}

/// <summary>For actors of one type.</summary>
public abstract class ActorProducerPluginBase<TActor> : IActorProducerPlugin where TActor : ActorBase
{
    public virtual bool CanBeAppliedTo(Type actorType) => typeof(TActor).IsAssignableFrom(actorType);

    void IActorProducerPlugin.AfterIncarnated(ActorBase actor, IActorContext context) => AfterIncarnated((TActor)actor, context);

    void IActorProducerPlugin.BeforeIncarnated(ActorBase actor, IActorContext context) => BeforeIncarnated((TActor)actor, context);

    public virtual void AfterIncarnated(TActor actor, IActorContext context)
    {
    }

    public virtual void BeforeIncarnated(TActor actor, IActorContext context)
    {
    }
}
