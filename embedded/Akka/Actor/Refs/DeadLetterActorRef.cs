// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Publishes what nobody will receive.</summary>
public class DeadLetterActorRef : EmptyLocalActorRef
{
    private readonly EventStream _eventStream;

    public DeadLetterActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : base(provider, path, eventStream) =>
        _eventStream = eventStream;

    protected override void TellInternal(object message, IActorRef sender)
    {
        switch (message)
        {
            case null:
                throw new InvalidMessageException("Message is null");
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, ActorRefs.Nobody));
                break;
            case DeadLetter dead:
                if (!SpecialHandle(dead.Message, dead.Sender)) _eventStream.Publish(dead);
                break;
            default:
                if (!SpecialHandle(message, sender)) _eventStream.Publish(new DeadLetter(message, SenderOf(sender), this));
                break;
        }
    }

    protected override bool SpecialHandle(object message, IActorRef sender)
    {
        if (message is not Watch watch) return base.SpecialHandle(message, sender);
        if (!watch.Watchee.Equals(this) && !watch.Watcher.Equals(this)) NotifyDead(watch);
        return true;
    }
}
