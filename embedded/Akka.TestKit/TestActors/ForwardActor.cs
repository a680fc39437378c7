using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Forwards each message to one target.</summary>
public class ForwardActor : ReceiveActor
{
    /// <summary>Forwards to the target.</summary>
    public ForwardActor(IActorRef target)
    {
        ReceiveAny(message => target.Forward(message));
    }

    /// <summary>How to create one.</summary>
    public static Props Props(IActorRef target) => Actor.Props.Create(() => new ForwardActor(target));
}
