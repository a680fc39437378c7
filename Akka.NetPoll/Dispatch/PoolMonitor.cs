namespace Akka.NetPoll.Dispatch;

/// <summary>Looks after workers that are stuck in a runnable, so that sockets and other actors do not wait for them.</summary>
/// <remarks>
/// Looks every <see cref="WorkerSettings.StuckAfter"/> while anything runs, and sleeps while all is quiet. It sleeps only
/// after saying so and then looking once more; a worker that begins to run counts itself first and then looks whether the
/// monitor sleeps. After sysmon and retake of runtime/proc.go, which polls too when no thread has for long.
/// </remarks>
internal sealed class PoolMonitor(WorkerPool pool)
{
    private const int QuietLooksBeforeSleep = 20;

    private readonly object _sleeping = new();
    private readonly RetakenWorkers _retaken = new(pool);
    private readonly WorkerLimit _limit = new(pool);
    private bool _started;
    private bool _asleep;
    private int _polls;
    private int _quietLooks;

    public bool IsAsleep => Volatile.Read(ref _asleep);

    /// <summary>A worker has been started: starts the thread or wakes it.</summary>
    public void Start()
    {
        lock (_sleeping)
        {
            if (_started) Awake();
            else _started = pool.Threads.TryStart(Main, "akka.netpoll.monitor");
        }
    }

    /// <summary>Some worker runs again, or should.</summary>
    public void Awake()
    {
        if (!Volatile.Read(ref _asleep)) return;
        lock (_sleeping)
        {
            _asleep = false;
            Monitor.Pulse(_sleeping);
        }
    }

    private void Main()
    {
        while (Sleep())
        {
            if (Look()) _quietLooks = 0;
            else _quietLooks++;
        }
    }

    // False: there is no worker to look after any more.
    private bool Sleep()
    {
        lock (_sleeping)
        {
            if (pool.WorkerCount == 0)
            {
                _started = false;
                // A worker started since then has found us started.
                if (pool.WorkerCount == 0) return false;
                _started = true;
            }

            if (_quietLooks < QuietLooksBeforeSleep)
            {
                Monitor.Wait(_sleeping, pool.Settings.StuckAfter);
                return true;
            }

            _quietLooks = 0;
            Volatile.Write(ref _asleep, true);
            Interlocked.MemoryBarrier();
            if (pool.Running == 0) Monitor.Wait(_sleeping, _retaken.UntilNextLook);
            _asleep = false;
            return true;
        }
    }

    // True when something has happened since the last look, or should have.
    private bool Look()
    {
        _retaken.Look();
        bool moved = LookAtRunning();
        int polls = pool.Polls;
        bool polled = polls != _polls || pool.IsPollBlocked || !pool.HasOpenLoop;
        if (!polled) pool.PollInPlaceOfWorkers();
        _polls = pool.Polls;
        bool waiting = _retaken.MustBeReplaced || (pool.HasOutsideWork && !moved) || !polled;
        if (waiting) Relieve();
        _limit.Look(waiting);
        return moved || waiting;
    }

    // Whether the workers with a role have begun or ended anything since the last look. From the end, for one that leaves is
    // replaced by the last.
    private bool LookAtRunning()
    {
        bool moved = false;
        ReadOnlySpan<Worker?> holders = pool.Holders;
        for (int i = holders.Length - 1; i >= 0; i--)
        {
            if (holders[i] is not { } worker) continue;
            bool stands = worker.StandsSinceLastLook(out int step);
            moved |= !stands;
            if (stands && step % 2 != 0 && pool.TryRetake(worker, step)) _retaken.Add(worker, step);
        }

        _retaken.Grow();
        return moved;
    }

    // One for each role that has become free, and in a burst more; but not more than there is to do.
    private void Relieve()
    {
        bool goesOn = pool.Relieve();
        int wanted = Math.Min(_retaken.Wanted, pool.OutsideCount);
        for (int i = 1; goesOn && i < wanted && !pool.IsPollBlocked; i++) goesOn = pool.Relieve();
    }
}
