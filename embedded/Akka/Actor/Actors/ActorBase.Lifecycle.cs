// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

public abstract partial class ActorBase
{
    private SupervisorStrategy _supervisorStrategy;

    /// <summary>The Props' strategy, or else the actor's own.</summary>
    internal SupervisorStrategy SupervisorStrategyInternal
    {
        get => _supervisorStrategy ??= SupervisorStrategy();
        set => _supervisorStrategy = value;
    }

    /// <summary>Asked for once, when a child first fails.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPreRestart(Exception cause, object message)
    {
        CancelTimers();
        PreRestart(cause, message);
    }

    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    public virtual void AroundPostStop()
    {
        CancelTimers();
        PostStop();
    }

    /// <summary>Before the first message, and by default after a restart.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>On the instance that failed, with the message it failed at. By default stops the children and calls PostStop.</summary>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    /// <summary>On the fresh instance.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>When the actor has stopped: its children are gone.</summary>
    protected virtual void PostStop()
    {
    }

    // Before the hook, which may start timers of its own.
    private void CancelTimers() => (this as IWithTimers)?.Timers?.CancelAll();
}
