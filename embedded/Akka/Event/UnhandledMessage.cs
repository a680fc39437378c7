using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that its actor did not handle.</summary>
public sealed class UnhandledMessage : AllDeadLetters, IWrappedMessage
{
    public UnhandledMessage(object message, IActorRef? sender, IActorRef recipient) : base(message, sender, recipient) { }
}
