// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>How an actor treats its children's failures.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Restart; but stop a child that could not be made, was killed, or lost one it watched.</summary>
    public static IDecider DefaultDecider = Akka.Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public static readonly OneForOneStrategy StoppingStrategy = new(static _ => Directive.Stop);

    public abstract IDecider Decider { get; }

    protected bool LoggingEnabled { get; set; }

    public abstract void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children);

    /// <summary>False: the failure is the parent's own now.</summary>
    internal bool HandleFailure(ActorCell cell, IActorRef child, Exception cause, ChildRestartStats stats,
        Func<IReadOnlyCollection<ChildRestartStats>> children)
    {
        var directive = Handle(child, cause);
        LogFailure(cell, child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                ResumeChild(child, cause);
                return true;
            case Directive.Restart or Directive.Stop:
                ProcessFailure(cell, directive == Directive.Restart, child, cause, stats, children);
                return true;
            default:
                return false;
        }
    }

    internal abstract void ProcessFailure(IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats,
        Func<IReadOnlyCollection<ChildRestartStats>> children);

    protected abstract Directive Handle(IActorRef child, Exception exception);

    /// <param name="suspendFirst">For a child that did not fail, and so is not suspended.</param>
    protected void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var target = (IInternalActorRef)child;
        if (suspendFirst) target.Suspend();
        target.Restart(cause);
    }

    protected void ResumeChild(IActorRef child, Exception exception) => ((IInternalActorRef)child).Resume(exception);

    /// <summary>A resumed failure is a warning, one that restarts or stops an error; an escalated one is logged further up.</summary>
    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate) return;
        var text = (cause as ActorInitializationException)?.InnerException?.Message ?? cause.Message;
        var source = child.Path.ToString();
        LogEvent log = directive == Directive.Resume
            ? new Warning(cause, source, GetType(), text)
            : new Error(cause, source, GetType(), text);
        try
        {
            context.System.EventStream.Publish(log);
        }
        catch (Exception e)
        {
            // Logging must not change the decision.
            System.Diagnostics.Debug.Fail(e.Message);
        }
    }
}
