using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Actors whose cell a test reaches into.</summary>
internal static class InspectedActor
{
    public static IInternalActorRef Create(ActorSystem system, Props props, IActorRef? supervisor, string? name)
    {
        if (props.Deploy.Dispatcher == Deploy.NoDispatcherGiven) props = props.WithDispatcher(CallingThreadDispatcher.Id);
        var created = supervisor is null ? system.ActorOf(props, name) : CellOf(supervisor).AttachChild(props, false, name);
        return (IInternalActorRef)created;
    }

    /// <exception cref="InvalidOperationException">It is no actor of this process.</exception>
    public static ActorCell CellOf(IActorRef actor)
    {
        var inner = actor is TestProbe probe ? probe.Ref : actor;
        return (inner as ActorRefWithCell)?.Underlying as ActorCell
            ?? throw new InvalidOperationException($"{actor} is no actor of this process.");
    }

    /// <exception cref="IllegalActorStateException">The actor is terminated.</exception>
    public static ActorBase InstanceOf(IInternalActorRef actor, TimeSpan limit)
    {
        var cell = CellOf(actor);
        if (cell.IsTerminated) throw new IllegalActorStateException("Underlying actor is terminated");

        // Another dispatcher may still be about to create it.
        SpinWait.SpinUntil(() => cell.Actor is not null, limit);
        return cell.Actor;
    }
}
