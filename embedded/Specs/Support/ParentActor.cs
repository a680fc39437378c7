using Akka.Actor;

namespace Akka.Embedded.Specs.Support;

/// <summary>Starts the children it is asked for and supervises them by the given strategy; throws the exceptions it is told.</summary>
public sealed class ParentActor(SupervisorStrategy strategy) : UntypedActor
{
    protected override SupervisorStrategy SupervisorStrategy() => strategy;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Start start: Sender.Tell(new Started(Context.ActorOf(start.Props, start.Name))); break;
            case Stop stop: Context.Stop(stop.Child); Sender.Tell(stop); break;
            case Exception failure: throw failure;
            default: Unhandled(message); break;
        }
    }

    public sealed record Start(Props Props, string? Name);

    /// <summary>Stops the child and is told back when that is under way.</summary>
    public sealed record Stop(IActorRef Child);

    public sealed record Started(IActorRef Child);
}
