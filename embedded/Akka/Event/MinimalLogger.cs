using Akka.Actor;

namespace Akka.Event;

/// <summary>A logger without an actor behind it: it prints on the thread that logs, so it works while no actor runs.</summary>
public abstract class MinimalLogger : MinimalActorRef
{
    /// <summary>Which events are printed.</summary>
    public LogFilterEvaluator Filter { get; internal set; } = LogFilterEvaluator.NoFilters;

    public sealed override IActorRefProvider Provider => throw new NotSupportedException("This logger stands outside of any actor system.");

    public sealed override ActorPath Path { get; } = new RootActorPath(Address.AllSystems, "/StandardOutLogger");

    protected sealed override void TellInternal(object message, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        Log(message);
    }

    /// <summary>Prints it; several threads may call at once.</summary>
    protected abstract void Log(object message);
}
