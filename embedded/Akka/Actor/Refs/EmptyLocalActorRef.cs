// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A path at which no actor is: what it is told is dead, and its watchers are told so.</summary>
public class EmptyLocalActorRef : MinimalActorRef
{
    private readonly EventStream _eventStream;

    public EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream)
    {
        Provider = provider;
        Path = path;
        _eventStream = eventStream;
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    public override bool IsTerminated => true;

    public override void SendSystemMessage(ISystemMessage message) => SpecialHandle(message, Provider.DeadLetters);

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is null) throw new InvalidMessageException("Message is null");
        if (message is DeadLetter dead) SpecialHandle(dead.Message, dead.Sender);
        else if (!SpecialHandle(message, sender)) _eventStream.Publish(new DeadLetter(message, SenderOf(sender), this));
    }

    /// <summary>What is answered or kept quiet; false for a dead letter proper.</summary>
    protected virtual bool SpecialHandle(object message, IActorRef sender)
    {
        switch (message)
        {
            case Watch watch:
                if (watch.Watchee.Equals(this) && !watch.Watcher.Equals(this)) NotifyDead(watch);
                return true;
            case Unwatch:
                return true;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null));
                return true;
            case ActorSelectionMessage selection:
                HandleSelection(selection, sender);
                return true;
            case IDeadLetterSuppression suppressed:
                _eventStream.Publish(new SuppressedDeadLetter(suppressed, SenderOf(sender), this));
                return true;
            default:
                return false;
        }
    }

    private protected static void NotifyDead(Watch watch) => watch.Watcher.SendSystemMessage(
        new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));

    private protected IActorRef SenderOf(IActorRef sender) => sender.IsNobody() ? Provider.DeadLetters : sender;

    private void HandleSelection(ActorSelectionMessage selection, IActorRef sender)
    {
        switch (selection.Message)
        {
            case Identify identify:
                if (!selection.WildCardFanOut) sender?.Tell(new ActorIdentity(identify.MessageId, null));
                break;
            case IDeadLetterSuppression suppressed:
                _eventStream.Publish(new SuppressedDeadLetter(suppressed, SenderOf(sender), this));
                break;
            default:
                _eventStream.Publish(new DeadLetter(selection.Message, SenderOf(sender), this));
                break;
        }
    }
}
