using Akka.Event;

namespace Akka.Actor.Scheduler;

/// <summary>The timers of one incarnation of an actor.</summary>
/// <remarks>
/// A timer's message carries the timer itself, and is received only while that timer is the one under its key. So neither
/// a replaced timer's, nor a cancelled one's, nor one of an incarnation before a restart gets through.
/// </remarks>
internal sealed class TimerScheduler : ITimerScheduler
{
    /// <summary>What is really sent; the cell asks <see cref="InterceptTimerMsg"/> what to make of it.</summary>
    internal interface ITimerMsg : IWrappedMessage, INoSerializationVerificationNeeded
    {
    }

    private class Timer(object key, object message, bool repeats, int generation) : ITimerMsg
    {
        public readonly object Key = key;
        public readonly bool Repeats = repeats;
        public readonly int Generation = generation;
        public ICancelable? Task;

        public object Message { get; } = message;

        public override string ToString() => $"TimerMsg(key={Key}, generation={Generation}, message={Message})";
    }

    // The message of a timer counts as the one in it: it must not reset a receive timeout that the latter leaves alone.
    private sealed class QuietTimer(object key, object message, bool repeats, int generation)
        : Timer(key, message, repeats, generation), INotInfluenceReceiveTimeout;

    private readonly Dictionary<object, Timer> _timers = [];
    private readonly IActorContext _context;
    private readonly ILoggingAdapter? _debug;
    private int _generation;

    public TimerScheduler(IActorContext context)
    {
        _context = context;
        _debug = context.System.Settings.DebugTimerScheduler ? context.System.Log : null;
    }

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, interval, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef? sender) =>
        StartPeriodicTimer(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, initialDelay, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef? sender)
    {
        var timer = Replace(key, msg, repeats: true);
        timer.Task = _context.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, _context.Self, timer, sender);
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => StartSingleTimer(key, msg, timeout, ActorRefs.NoSender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef? sender)
    {
        var timer = Replace(key, msg, repeats: false);
        timer.Task = _context.System.Scheduler.ScheduleTellOnceCancelable(timeout, _context.Self, timer, sender);
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (!_timers.Remove(key, out var timer)) return;
        _debug?.Debug("Cancel timer [{0}] with generation [{1}]", key, timer.Generation);
        timer.Task?.Cancel();
    }

    public void CancelAll()
    {
        _debug?.Debug("Cancel all timers");
        foreach (var timer in _timers.Values) timer.Task?.Cancel();
        _timers.Clear();
    }

    /// <summary>The message to receive, or null if its timer is no longer the one under its key.</summary>
    public object? InterceptTimerMsg(ILoggingAdapter log, ITimerMsg timerMsg)
    {
        var timer = (Timer)timerMsg;
        if (!_timers.TryGetValue(timer.Key, out var current) || current != timer)
        {
            if (_debug is not null) log.Debug("Received timer [{0}] of generation [{1}], which has been removed, discarding", timer.Key, timer.Generation);
            return null;
        }
        if (!timer.Repeats) _timers.Remove(timer.Key);
        return timer.Message;
    }

    private Timer Replace(object key, object message, bool repeats)
    {
        Cancel(key);
        var generation = ++_generation;
        var timer = message is INotInfluenceReceiveTimeout
            ? new QuietTimer(key, message, repeats, generation)
            : new Timer(key, message, repeats, generation);
        _debug?.Debug("Start timer [{0}] with generation [{1}]", key, generation);
        return _timers[key] = timer;
    }
}
