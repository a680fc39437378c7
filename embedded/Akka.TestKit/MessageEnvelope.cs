using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that reached a test actor, with who sent it.</summary>
public abstract class MessageEnvelope
{
    /// <summary>The message itself.</summary>
    public abstract object Message { get; }

    /// <summary>Whoever sent it; dead letters or null if nobody did.</summary>
    public abstract IActorRef Sender { get; }
}
