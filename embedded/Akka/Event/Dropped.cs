using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that was thrown away on purpose, as by a mailbox that is full.</summary>
public sealed class Dropped : AllDeadLetters
{
    public Dropped(object message, string reason, IActorRef? sender, IActorRef recipient) : base(message, sender, recipient) =>
        Reason = reason;

    public Dropped(object message, string reason, IActorRef recipient) : this(message, reason, ActorRefs.NoSender, recipient) { }

    /// <summary>Why, as a sentence without its full stop.</summary>
    public string Reason { get; }
}
