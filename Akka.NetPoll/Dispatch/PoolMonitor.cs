namespace Akka.NetPoll.Dispatch;

/// <summary>Looks after workers that are stuck in a runnable, so that sockets and other actors do not wait for them.</summary>
/// <remarks>
/// Looks every <see cref="WorkerSettings.StuckAfter"/> while anything runs, and sleeps while all is quiet. It sleeps only
/// after saying so and then looking once more; a worker that begins to run counts itself first and then looks whether the
/// monitor sleeps. After sysmon and retake of runtime/proc.go.
/// </remarks>
internal sealed class PoolMonitor(WorkerPool pool)
{
    private const int QuietLooksBeforeSleep = 20;

    private readonly object _sleeping = new();
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

    /// <summary>Some worker runs again.</summary>
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

    // False: there is nobody to look after any more.
    private bool Sleep()
    {
        lock (_sleeping)
        {
            if (pool.Workers.Length == 0)
            {
                _started = false;
                // A worker started since then has found us started.
                if (pool.Workers.Length == 0) return false;
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
            if (pool.Running == 0) Monitor.Wait(_sleeping);
            _asleep = false;
            return true;
        }
    }

    // True when something has happened since the last look, or should have.
    private bool Look()
    {
        bool moved = false, leftBehind = false;
        foreach (Worker worker in pool.Workers)
        {
            bool stands = worker.StandsSinceLastLook(out int step);
            moved |= !stands;
            if (!stands || step % 2 == 0) continue;
            worker.TryRetake(step);
            leftBehind |= worker.HasRunnables;
        }

        int polls = pool.Polls;
        bool polled = polls != _polls || pool.IsPollBlocked || !pool.HasOpenLoop;
        _polls = polls;
        bool waiting = leftBehind || (pool.HasOutsideWork && !moved) || !polled;
        if (waiting) pool.Relieve();
        return moved || waiting;
    }
}
