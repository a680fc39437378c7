using Akka.Dispatch;

namespace Akka.NetPoll.Dispatch;

/// <summary>A thread that runs what is runnable and, when nothing is, polls or parks.</summary>
/// <remarks>After schedule and findRunnable of runtime/proc.go; the pool's remarks say why no wake-up is lost.</remarks>
internal sealed class Worker
{
    // Every so many runnables the sockets and the outside queue come first: a worker that feeds itself would starve them.
    // While many wait the sockets come less often than a poll brings runnables: the kernel's queue is as fair as ours, and
    // what overflows ours is not.
    private const int PollInterval = 61, PollIntervalWithManyWaiting = 4 * PollInterval;

    // How many in a row may come from the next slot: a chain of actors that tell each other yields to the queue then.
    private const int NextInARow = 8;

    [ThreadStatic] private static Worker? _current;

    private readonly WorkerPool _pool;
    private readonly object _parking = new();
    private WakePolicy _follow;
    private IRunnable? _running;
    private IRunnable? _next; // Put by the owner; taken, by exchange, by the owner or, when it is retaken, by the monitor.
    private int _inARow;
    private bool _searching; // Counted in the pool's searchers.
    private bool _signaled; // Under _parking.
    private int _steps; // One more when a runnable begins and when it ends: odd while it runs.
    private int _seen; // The step at the monitor's last look.
    private int _absence; // Changes under the pool's gate.

    public Worker(WorkerPool pool, int number)
    {
        _pool = pool;
        _follow = new WakePolicy(pool.Settings.FollowAfter);
        Name = $"akka.netpoll.worker-{number}";
    }

    /// <summary>The worker that the calling thread is; null on any other thread.</summary>
    public static Worker? Current => _current;

    public string Name { get; }

    public WorkerPool Pool => _pool;

    public LocalQueue Queue { get; } = new();

    /// <summary>Its thread, once that runs.</summary>
    public WorkerThread? Thread { get; private set; }

    /// <summary>Whether anything waits for this worker.</summary>
    public bool HasRunnables => Queue.Count > 0 || Volatile.Read(ref _next) is not null;

    /// <summary>Grows as runnables begin and end; odd while one runs.</summary>
    public int Steps => Volatile.Read(ref _steps);

    /// <summary>Whether it has no role while it runs: it has handed it on, or the monitor has taken it.</summary>
    public bool IsAway => Volatile.Read(ref _absence) != (int)Absence.None;

    /// <summary>Why it is away. Changed by the pool, under its gate.</summary>
    public Absence Absence
    {
        get => (Absence)Volatile.Read(ref _absence);
        set => Volatile.Write(ref _absence, (int)value);
    }

    /// <summary>Where it stands in the pool's set of those with a role, or -1. Under the pool's gate.</summary>
    public int Place { get; set; } = -1;

    /// <summary>Retaken, and busy rather than asleep. Under the pool's gate.</summary>
    public bool IsComputing { get; set; }

    /// <summary>The monitor's: when it took the role, and whether it has told of this runnable.</summary>
    public long RetakenAt { get; set; }

    public bool IsToldOf { get; set; }

    /// <summary>By its own thread. What there was no room for, or null.</summary>
    /// <remarks>
    /// What a runnable schedules runs right after it, while what it has touched is still in the cache, and so a connection,
    /// its handler and the connection again are one step; it moves on what it finds in the slot. A runnable that schedules
    /// itself has had its turn and goes to the end, as does what a poll has made runnable.
    /// </remarks>
    public IRunnable? Schedule(IRunnable runnable)
    {
        IRunnable? last = _running is null || _running == runnable ? runnable : Interlocked.Exchange(ref _next, runnable);
        return last is null || Queue.TryPush(last) ? null : last;
    }

    /// <summary>What would run next on it: by itself, or by the monitor that has retaken it.</summary>
    public IRunnable? TakeNext() => Volatile.Read(ref _next) is null ? null : Interlocked.Exchange(ref _next, null);

    /// <summary>What it runs at this step, or null when that cannot be said.</summary>
    /// <remarks>
    /// By the monitor. The field is empty whenever the step changes: it is set after a runnable's step and emptied before the
    /// next. So what stands there between two looks at the same odd step is what ran at that step.
    /// </remarks>
    public IRunnable? RunningAt(int step)
    {
        if (step % 2 == 0 || Steps != step) return null;
        IRunnable? running = Volatile.Read(ref _running);
        return Steps == step ? running : null;
    }

    /// <summary>Starts the thread as one of the pool's searchers; false when the system gives no more threads.</summary>
    public bool TryStart()
    {
        _searching = true;
        return _pool.Threads.TryStart(Main, Name);
    }

    /// <summary>Ends its parking, or the next one; the caller has counted it as running and searching.</summary>
    public void Signal()
    {
        lock (_parking)
        {
            _signaled = true;
            Monitor.Pulse(_parking);
        }
    }

    /// <summary>Sleeps until Signal, which makes it a searcher. False when no Signal has come for so long.</summary>
    public bool Park(TimeSpan limit)
    {
        lock (_parking)
        {
            if (!_signaled) Monitor.Wait(_parking, limit);
            if (!_signaled) return false;
            _signaled = false;
            _searching = true;
            return true;
        }
    }

    /// <summary>By the monitor: whether it has neither begun nor ended anything since it was last asked.</summary>
    public bool StandsSinceLastLook(out int step)
    {
        step = Steps;
        bool stands = step == _seen;
        _seen = step;
        return stands;
    }

    private void Main()
    {
        _current = this;
        Thread = WorkerThread.Current();
        var context = ExecutionContext.Capture();
        while (Find() is { } runnable)
        {
            Volatile.Write(ref _steps, _steps + 1);
            _running = runnable;
            _pool.Run(runnable);
            _running = null;
            Volatile.Write(ref _steps, _steps + 1);
            // What a runnable leaves in its async locals is not for the next one.
            if (context is not null && ExecutionContext.Capture() != context) ExecutionContext.Restore(context);
            if (IsAway && !_pool.ComeBack(this) && !_pool.Rest(this)) return;
            if (_follow.WantsFollower(Queue)) _pool.WakeAnother();
        }
    }

    // Null when the worker has to end.
    private IRunnable? Find()
    {
        while (true)
        {
            bool looksAround = _steps % (2 * PollInterval) == 0;
            if (looksAround && !_searching && _pool.IsCrowded && !_pool.StepBack(this)) return null;
            IRunnable? runnable = Next(looksAround);
            if (_searching)
            {
                _searching = false;
                _pool.SearchEnded();
            }

            if (runnable is not null) return runnable;
            Queue.Forget();
            Interlocked.MemoryBarrier(); // A mark of the monitor's that was missed after the last runnable is seen here.
            bool goesOn = IsAway && !_pool.ComeBack(this) ? _pool.Rest(this) : _pool.Idle(this);
            if (!goesOn) return null;
        }
    }

    private IRunnable? Next(bool looksAround)
    {
        if (looksAround)
        {
            if (!Queue.IsHalfFull || _steps % (2 * PollIntervalWithManyWaiting) == 0) _pool.PollWithoutBlocking();
            if (TakeOutside() is { } outside) return outside;
        }

        return PopNext() ?? Queue.TryPop() ?? _pool.TakeOutside() ?? _pool.Steal(this);
    }

    // As many as are run until the next time: what has overflowed is older than what the kernel still holds, and must not be
    // overtaken by it for ever.
    private IRunnable? TakeOutside()
    {
        IRunnable? first = _pool.TakeOutside();
        for (int i = 1; i < PollInterval && Queue.Count < LocalQueue.Capacity && _pool.TakeOutside() is { } next; i++) Queue.TryPush(next);
        return first;
    }

    private IRunnable? PopNext()
    {
        if (TakeNext() is not { } next)
        {
            _inARow = 0;
            return null;
        }

        if (++_inARow <= NextInARow || !Queue.TryPush(next)) return next;
        _inARow = 0;
        return null;
    }
}
