// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Internal;
using Akka.Actor.Scheduler;
using Akka.Event;

namespace Akka.Actor;

/// <summary>An actor: it handles one message at a time, and may only be made by an actor system.</summary>
public abstract partial class ActorBase : IInternalActor
{
    private IActorRef _clearedSelf;

    protected ActorBase()
    {
        if (ActorCell.Current is not { } cell)
            throw new ActorInitializationException(
                "Do not create actors using 'new', always create them using an ActorContext/System");
        if (this is IWithTimers withTimers) withTimers.Timers = new TimerScheduler(cell);
    }

    IActorContext IInternalActor.ActorContext => Context;

    protected static IActorContext Context
    {
        get
        {
            var cell = InternalCurrentActorCellKeeper.Current ?? throw new NotSupportedException(
                "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");
            return cell.ActorHasBeenCleared ? null : cell;
        }
    }

    protected static Receive EmptyReceive => static _ => false;

    /// <summary>Of the message at hand; the dead letters if nobody.</summary>
    protected IActorRef Sender => Context.Sender;

    protected IActorRef Self => _clearedSelf ?? Context.Self;

    /// <summary>What it behaves like until it becomes something else.</summary>
    internal Receive OwnReceive => Receive;

    internal void Clear(IActorRef self) => _clearedSelf = self;

    internal void Unclear() => _clearedSelf = null;

    protected abstract bool Receive(object message);

    /// <summary>Around each message: the place for what all of them have in common.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (message is TimerScheduler.ITimerMsg timer && !InterceptTimer(timer, ref message)) return true;
        var handled = receive(message);
        if (!handled) Unhandled(message);
        return handled;
    }

    /// <summary>A watched actor's death that is not handled is this actor's; anything else is published.</summary>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated) throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected void Become(Receive receive) => Context.Become(receive);

    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    // False: the timer is an old one, or its message has been dealt with.
    private bool InterceptTimer(TimerScheduler.ITimerMsg timer, ref object message)
    {
        if (this is not IWithTimers { Timers: TimerScheduler timers }) return false;
        var cell = (ActorCell)Context;
        switch (timers.InterceptTimerMsg(cell.System.Log, timer))
        {
            case null:
                return false;
            case IAutoReceivedMessage auto:
                cell.AutoReceiveMessage(new Envelope(auto, Self));
                return false;
            case var payload:
                if (this is IActorStash) cell.CurrentMessage = payload; // what a stash would keep
                message = payload;
                return true;
        }
    }
}
