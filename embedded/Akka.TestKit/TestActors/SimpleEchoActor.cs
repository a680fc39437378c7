using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Sends each message back.</summary>
public class SimpleEchoActor : ReceiveActor
{
    /// <summary>Echoes whatever comes.</summary>
    public SimpleEchoActor()
    {
        ReceiveAny(message => Sender.Tell(message));
    }

    /// <summary>How to create one.</summary>
    public static Props Props() => Actor.Props.Create(() => new SimpleEchoActor());
}
