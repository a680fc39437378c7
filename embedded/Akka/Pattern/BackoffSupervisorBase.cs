using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>An actor that stands before its one child: it hands messages through, and starts the child again after a while.</summary>
public abstract class BackoffSupervisorBase : ActorBase
{
    private readonly TimeSpan _min;
    private readonly TimeSpan _max;
    private readonly double _randomFactor;

    internal BackoffSupervisorBase(
        Props childProps, string childName, TimeSpan min, TimeSpan max, IBackoffReset reset, double randomFactor,
        object? replyWhileStopped, Func<object, bool>? finalStopMessage)
    {
        (_min, _max, _randomFactor) = (min, max, randomFactor);
        ChildProps = childProps;
        ChildName = childName;
        Reset = reset;
        ReplyWhileStopped = replyWhileStopped!;
        FinalStopMessage = finalStopMessage!;
        Log = Logging.GetLogger(Context.System, GetType());
    }

    protected Props ChildProps { get; }

    protected string ChildName { get; }

    protected IBackoffReset Reset { get; }

    protected object ReplyWhileStopped { get; }

    protected Func<object, bool> FinalStopMessage { get; }

    /// <summary>Null while it waits to start it again.</summary>
    protected IActorRef Child { get; set; } = null!;

    /// <summary>How often the child has been started again since the count was reset.</summary>
    protected int RestartCountN { get; set; }

    protected bool FinalStopMessageReceived { get; set; }

    internal ILoggingAdapter Log { get; }

    protected override void PreStart()
    {
        StartChild();
        base.PreStart();
    }

    /// <summary>Handles the supervisor's own messages and hands all others through.</summary>
    protected bool HandleBackoff(object message)
    {
        switch (message)
        {
            case BackoffSupervisor.StartChild:
                StartChild();
                if (Reset is AutoReset { ResetBackoff: var after })
                    Context.System.Scheduler.ScheduleTellOnce(after, Self, new BackoffSupervisor.ResetRestartCount(RestartCountN), Self);
                break;
            case BackoffSupervisor.Reset when Reset is ManualReset: RestartCountN = 0; break;
            case BackoffSupervisor.Reset: Unhandled(message); break;
            case BackoffSupervisor.ResetRestartCount { Current: var count }:
                if (count == RestartCountN) RestartCountN = 0;
                break;
            case BackoffSupervisor.GetRestartCount: Sender.Tell(new BackoffSupervisor.RestartCount(RestartCountN)); break;
            case BackoffSupervisor.GetCurrentChild: Sender.Tell(new BackoffSupervisor.CurrentChild(Child)); break;
            default: HandThrough(message); break;
        }
        return true;
    }

    /// <summary>Counts a restart and starts the child after the delay that is due by now.</summary>
    internal void StartChildLater()
    {
        Child = null!;
        var delay = BackoffDelay.After(RestartCountN, _min, _max, _randomFactor);
        Context.System.Scheduler.ScheduleTellOnce(delay, Self, BackoffSupervisor.StartChild.Instance, Self);
        RestartCountN++;
    }

    private void StartChild() => Child ??= Context.Watch(Context.ActorOf(ChildProps, ChildName));

    private void HandThrough(object message)
    {
        if (Child is null) AnswerInChildsPlace(message);
        else if (Child.Equals(Sender)) Context.Parent.Tell(message);
        else
        {
            Child.Forward(message);
            FinalStopMessageReceived |= FinalStopMessage?.Invoke(message) ?? false;
        }
    }

    private void AnswerInChildsPlace(object message)
    {
        if (ReplyWhileStopped is not null) Sender.Tell(ReplyWhileStopped);
        else Context.System.DeadLetters.Forward(message);
        if (FinalStopMessage?.Invoke(message) ?? false) Context.Stop(Self);
    }
}
