using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Something due at a time, and perhaps again every interval after it. A link in the list of one of the wheel's slots.</summary>
internal abstract class ScheduledWork(TimeSpan interval, ICancelable? cancelable)
{
    /// <summary>When, on the scheduler's clock.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>The first tick that is not before <see cref="Due"/>.</summary>
    public long Tick { get; set; }

    public ScheduledWork? Next { get; set; }

    public TimeSpan Interval => interval;

    public bool Repeats => interval > TimeSpan.Zero;

    public bool Cancelled => cancelable?.IsCancellationRequested ?? false;

    public abstract void Run();

    internal sealed class Tell(ICanTell receiver, object message, IActorRef? sender, TimeSpan interval, ICancelable? cancelable)
        : ScheduledWork(interval, cancelable)
    {
        public override void Run() => receiver.Tell(message, sender!);

        public override string ToString() => $"{receiver}.Tell({message}, {sender})";
    }

    internal sealed class Call(Action action, TimeSpan interval, ICancelable? cancelable) : ScheduledWork(interval, cancelable)
    {
        public override void Run() => action();

        public override string ToString() => $"{action.Method.DeclaringType}.{action.Method.Name}";
    }

    internal sealed class Runnable(IRunnable runnable, TimeSpan interval, ICancelable? cancelable) : ScheduledWork(interval, cancelable)
    {
        public override void Run() => runnable.Run();

        public override string ToString() => $"{runnable}";
    }
}
