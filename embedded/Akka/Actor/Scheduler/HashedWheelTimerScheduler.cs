using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The default scheduler: nothing runs before its time, and in a quiet process everything runs within a tick after it.</summary>
/// <remarks>
/// Its thread starts with the first schedule and sleeps until the next slot of the wheel that holds anything.
/// <para>
/// A schedule that is due before the thread means to wake must wake it. The one who schedules enqueues, then reads
/// <c>_wakeAt</c>; the thread writes <c>_wakeAt</c>, then looks into the queue; a full fence stands between the two steps
/// of each. So whichever is first, either the thread finds the schedule or the scheduling one finds the thread asleep.
/// </para>
/// <para>Repeats are due every interval after the first one's time, however late each of them ran: they do not drift.</para>
/// </remarks>
public sealed class HashedWheelTimerScheduler : SchedulerBase, IDateTimeOffsetNowTimeProvider, IDisposable
{
    private const long Awake = long.MinValue;

    // Later than any process lives; further off the clock's arithmetic would overflow.
    private static readonly TimeSpan Never = TimeSpan.FromDays(100_000);

    private readonly ConcurrentQueue<ScheduledWork> _incoming = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Lock _starting = new();
    private readonly TimerWheel _wheel;
    private readonly TimeSpan _shutdownTimeout;
    private Thread? _thread;
    private volatile bool _stopped;
    private long _wakeAt = Awake; // the clock's ticks at which the sleeping thread means to wake

    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log) : base(scheduler, log)
    {
        if (scheduler.IsNullOrEmpty()) throw ConfigurationException.NullOrEmptyConfig<HashedWheelTimerScheduler>();
        var size = scheduler.GetInt("akka.scheduler.ticks-per-wheel");
        if (size is <= 0 or > 1 << 30)
            throw new ArgumentOutOfRangeException("akka.scheduler.ticks-per-wheel", size, "Must be greater than 0 and at most 2^30.");
        var tick = scheduler.GetTimeSpan("akka.scheduler.tick-duration", TimeSpan.Zero);
        if (tick < TimeSpan.FromMilliseconds(10))
            throw new ArgumentOutOfRangeException("akka.scheduler.tick-duration", tick, "Must be at least 10ms.");

        _wheel = new TimerWheel(tick, size);
        _shutdownTimeout = scheduler.GetTimeSpan("akka.scheduler.shutdown-timeout", TimeSpan.Zero);
    }

    protected override DateTimeOffset TimeNow => DateTimeOffset.UtcNow;

    public override TimeSpan MonotonicClock => Clock.Elapsed;

    public override TimeSpan HighResMonotonicClock => Clock.Elapsed;

    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(delay, new ScheduledWork.Tell(receiver, message, sender, TimeSpan.Zero, cancelable));

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(initialDelay, new ScheduledWork.Tell(receiver, message, sender, interval, cancelable));

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Schedule(delay, new ScheduledWork.Call(action, TimeSpan.Zero, cancelable));

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Schedule(delay, new ScheduledWork.Runnable(action, TimeSpan.Zero, cancelable));

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, new ScheduledWork.Call(action, interval, cancelable));

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule(initialDelay, new ScheduledWork.Runnable(action, interval, cancelable));

    /// <summary>Stops the clock. What is still scheduled runs now, once; what is scheduled later throws.</summary>
    public void Dispose()
    {
        lock (_starting) _stopped = true;
        if (_thread is null) return;
        _wake.Set();
        // On its own thread it ends as soon as this callback has returned.
        if (Thread.CurrentThread != _thread && !_thread.Join(_shutdownTimeout)) Log.Warning("Failed to shutdown scheduler within {0}", _shutdownTimeout);
    }

    private void Schedule(TimeSpan delay, ScheduledWork work)
    {
        Start();
        work.Due = Clock.Elapsed + (delay < Never ? delay : Never);
        _incoming.Enqueue(work);
        Interlocked.MemoryBarrier();
        if (work.Due.Ticks < Volatile.Read(ref _wakeAt)) _wake.Set();
    }

    private void Start()
    {
        if (_stopped) throw new SchedulerException("cannot enqueue after timer shutdown");
        if (_thread is not null) return;
        lock (_starting)
        {
            if (_stopped) throw new SchedulerException("cannot enqueue after timer shutdown");
            if (_thread is not null) return;
            var thread = new Thread(KeepTime) { IsBackground = true, Name = "akka.scheduler" };
            thread.Start(); // Throws when the system has no thread to give; the next one who schedules tries again.
            _thread = thread;
        }
    }

    private void KeepTime()
    {
        Action<ScheduledWork> run = Run;
        while (!_stopped)
        {
            TakeIn();
            _wheel.Advance(Clock.Elapsed, run);
            Sleep(_wheel.NextTime());
        }
        TakeIn();
        _wheel.Drain(RunLast);
    }

    private void TakeIn()
    {
        while (_incoming.TryDequeue(out var work)) _wheel.Add(work);
    }

    private void Sleep(TimeSpan until)
    {
        Volatile.Write(ref _wakeAt, until.Ticks);
        Interlocked.MemoryBarrier();
        if (_incoming.IsEmpty && !_stopped)
        {
            if (until == TimeSpan.MaxValue) _wake.WaitOne();
            else if (until - Clock.Elapsed is { Ticks: > 0 } left) _wake.WaitOne((int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue));
        }
        Volatile.Write(ref _wakeAt, Awake);
    }

    private void Run(ScheduledWork work)
    {
        // What has thrown once is not repeated.
        if (!TryRun(work) || !work.Repeats) return;
        work.Due += work.Interval;
        _wheel.Add(work);
    }

    private void RunLast(ScheduledWork work)
    {
        if (!work.Cancelled) TryRun(work);
    }

    private bool TryRun(ScheduledWork work)
    {
        try
        {
            work.Run();
            return true;
        }
        catch (Exception e)
        {
            Log.Error(e, "Error while executing scheduled task {0}", work);
            return false;
        }
    }
}
