using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>A system's scheduler whose time stands still until a test advances it.</summary>
/// <remarks>
/// What has become due runs on the thread that advances, in the order of its time. Work that repeats runs once for
/// each advance, however far that goes, and is due again one interval later.
/// </remarks>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly Lock _gate = new();
    private readonly List<ScheduledItem> _items = [];
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>Made by the system; neither parameter is used.</summary>
    public TestScheduler(Config schedulerConfig, ILoggingAdapter log) => _ = (schedulerConfig, log);

    /// <summary>The time, as far as it has been advanced.</summary>
    public DateTimeOffset Now => TimeNow;

    /// <inheritdoc/>
    public TimeSpan MonotonicClock => TimeSpan.FromMilliseconds(Environment.TickCount64);

    /// <inheritdoc/>
    public TimeSpan HighResMonotonicClock => System.Diagnostics.Stopwatch.GetElapsedTime(0);

    /// <inheritdoc/>
    public IAdvancedScheduler Advanced => this;

    /// <summary>The time, as far as it has been advanced.</summary>
    protected DateTimeOffset TimeNow
    {
        get
        {
            lock (_gate) return _now;
        }
    }

    /// <summary>Lets time pass, and runs what that makes due.</summary>
    public void Advance(TimeSpan offset)
    {
        List<ScheduledItem> due;
        lock (_gate)
        {
            _now += offset;
            due = [.. _items.Where(item => item.Due <= _now).OrderBy(item => item.Due)];
            _items.RemoveAll(item => item.Due <= _now);
        }

        foreach (var item in due) item.RunUnlessCancelled();
        lock (_gate) _items.AddRange(due.Where(item => item.Repeats).Select(item => item.Next(_now)));
    }

    /// <summary>Lets time pass until then.</summary>
    /// <exception cref="InvalidOperationException">It is later already.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        var now = TimeNow;
        if (when < now) throw new InvalidOperationException("You can't reverse time...");

        Advance(when - now);
    }

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, null, () => receiver.Tell(message, sender!), cancelable);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable) =>
        Add(initialDelay, interval, () => receiver.Tell(message, sender!), cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action) => Add(delay, null, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Add(delay, null, action, cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => Add(delay, null, action.Run, null);

    /// <inheritdoc/>
    public void ScheduleOnce(
        TimeSpan delay, IRunnable action, ICancelable? cancelable) => Add(delay, null, action.Run, cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, Action action) => Add(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, interval, action, cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, IRunnable action) => Add(initialDelay, interval, action.Run, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Add(initialDelay, interval, action.Run, cancelable);

    private void Add(TimeSpan delay, TimeSpan? interval, Action run, ICancelable? cancelable)
    {
        lock (_gate) _items.Add(new ScheduledItem(_now + delay, interval, run, cancelable));
    }
}
