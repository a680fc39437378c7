using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Dispatch;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Dispatch;

/// <summary>The workers of one actor system: they run its actors, and those that are idle poll its sockets.</summary>
/// <remarks>
/// A worker is running, blocked in the poll (one at most), parked, or stuck in what it runs. The invariants:
/// <list type="bullet">
/// <item><b>No lost runnable.</b> What a worker schedules goes to its own queue or next slot, and it does not go idle before they are empty.
/// What others schedule goes to the outside queue; every worker looks there before it goes idle, and a worker that ends
/// does so after it has gone idle.</item>
/// <item><b>No lost wake-up.</b> Who schedules from outside first queues, then looks for a searcher, a parked worker or a
/// blocked poll to wake. Who goes idle first says so, then looks at the outside queue again. Both are full fences, so at
/// least one sees the other. A searcher counts as idle until it has said that its search has ended.</item>
/// <item><b>A poller.</b> The last running worker to go idle blocks in the poll, unless another has already; so while the
/// loop is open, some worker runs or some worker polls. One that runs polls when it is out of work and now and then (every
/// 61 runnables, and every 244 while its queue is more than half full); one that is stuck in a runnable is retaken by the
/// monitor: it counts as running no more until it returns.</item>
/// </list>
/// Only the last one polls, even when others are idle too: else every event would wake a worker beside one that is about to
/// look for it anyway.
/// </remarks>
internal sealed class WorkerPool : IPollDriver
{
    // Some 4 us: a look is a system call.
    private const int SpinsBetweenLooks = 100;

    private readonly ConcurrentQueue<IRunnable> _outside = new();
    private readonly Lock _gate = new(); // Over _parked, _workers and _users.
    private readonly List<Worker> _parked = [];
    private readonly PoolMonitor _monitor;
    private readonly Action<Exception> _report;
    private Worker[] _workers = [];
    private PollLoop? _loop;
    private int _parkedCount, _running, _searching, _stuck, _users, _started;
    private int _polling; // One: a worker blocks in the poll or is about to.
    private int _polls;
    private int _wakes; // One more before each attempt to break a blocked poll.

    /// <param name="report">Is told what a runnable has thrown.</param>
    public WorkerPool(WorkerSettings settings, Action<Exception> report)
    {
        Settings = settings;
        _report = report;
        _monitor = new PoolMonitor(this);
    }

    public WorkerSettings Settings { get; }

    /// <summary>All workers there are; a new array with each that starts or ends.</summary>
    public Worker[] Workers => Volatile.Read(ref _workers);

    /// <summary>How threads are started.</summary>
    public PoolThreads Threads { get; init; } = new();

    /// <summary>Whether the monitor sleeps because all is quiet.</summary>
    public bool IsMonitorAsleep => _monitor.IsAsleep;

    public bool HasOutsideWork => !_outside.IsEmpty;

    public bool IsPollBlocked => Volatile.Read(ref _polling) != 0;

    /// <summary>Counts the polls, for the monitor.</summary>
    public int Polls => Volatile.Read(ref _polls);

    public bool HasOpenLoop => Volatile.Read(ref _loop) is { IsOpen: true };

    public int Running => Volatile.Read(ref _running);

    /// <summary>Has a worker run it: the current one, when called by one of this pool, otherwise any.</summary>
    public void Execute(IRunnable runnable)
    {
        Worker? worker = Worker.Current;
        if (worker is not null && worker.Pool == this)
        {
            if (worker.Schedule(runnable) is { } rest) _outside.Enqueue(rest);
            return;
        }

        _outside.Enqueue(runnable);
        Interlocked.MemoryBarrier();
        WakeAnother();
    }

    /// <summary>Lets its workers poll this loop whenever they are idle.</summary>
    public void Start(PollLoop loop)
    {
        if (Interlocked.CompareExchange(ref _loop, loop, null) is { } other && other != loop && other.IsOpen)
        {
            new PollThread().Start(loop);
            return;
        }

        Volatile.Write(ref _loop, loop);
        Interlocked.MemoryBarrier();
        WakeAnother();
    }

    /// <summary>An executor that needs the workers.</summary>
    public void Acquire()
    {
        lock (_gate) _users++;
    }

    /// <summary>An executor that needs them no more. After the last, and with no open loop, workers end when nothing is runnable.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _users--;
            if (IsOver) SignalAll();
        }
    }

    /// <summary>Has one more worker look for work: a parked one, else the one that blocks in the poll, else a new one.</summary>
    public void WakeAnother()
    {
        // A searcher will look at everything before it goes idle.
        if (Volatile.Read(ref _searching) > 0) return;
        Relieve();
    }

    /// <summary>As WakeAnother, even if somebody searches already.</summary>
    public void Relieve()
    {
        if (TrySignalParked()) return;
        if (IsPollBlocked) WakePoller();
        else if (MayStart) StartWorker();
    }

    public IRunnable? TakeOutside() => !_outside.IsEmpty && _outside.TryDequeue(out IRunnable? runnable) ? runnable : null;

    public IRunnable? Steal(Worker thief)
    {
        foreach (Worker worker in Workers)
        {
            if (worker != thief && worker.Queue.StealHalf(thief.Queue) is { } runnable) return runnable;
            // What would run next is left to its worker, unless that is stuck.
            if (worker != thief && worker.IsStuck && worker.TakeNext() is { } next) return next;
        }

        return null;
    }

    /// <summary>Unless somebody polls anyway. Says how many waiters were told.</summary>
    public int PollWithoutBlocking() => IsPollBlocked ? 0 : Poll(TimeSpan.Zero);

    public void SearchEnded() => Interlocked.Decrement(ref _searching);

    public void Retaken()
    {
        Interlocked.Increment(ref _stuck);
        Interlocked.Decrement(ref _running);
    }

    public void Returned()
    {
        Interlocked.Decrement(ref _stuck);
        Interlocked.Increment(ref _running);
    }

    public void Run(IRunnable runnable)
    {
        try
        {
            runnable.Run();
        }
        catch (Exception cause)
        {
            _report(cause);
        }
    }

    /// <summary>A worker that has found nothing polls or parks until there may be something. False: it has to end.</summary>
    public bool Idle(Worker worker)
    {
        // Beside others that run a look is enough: the last of them will block.
        if (Running > 1 && PollWithoutBlocking() > 0) return true;
        // A poll that failed has told nobody but the poller's actor, whose runnable is in our own queue now.
        if (worker.Queue.Count > 0) return true;
        if (Interlocked.Decrement(ref _running) == 0 && TryBlockInPoll(worker)) return true;
        return Park(worker);
    }

    private bool TryBlockInPoll(Worker worker)
    {
        int wakes = Volatile.Read(ref _wakes);
        if (!HasOpenLoop || Interlocked.CompareExchange(ref _polling, 1, 0) != 0) return false;
        // We have said that we block: what was queued before that is seen now, what comes later wakes us.
        int told = Spin(wakes) ?? Poll(HasOutsideWork ? TimeSpan.Zero : Timeout.InfiniteTimeSpan);
        Volatile.Write(ref _polling, 0);
        if (told == PollLoop.NotPolled && worker.Queue.Count == 0) return false;
        Interlocked.Increment(ref _running);
        _monitor.Awake();
        return true;
    }

    // Looks for events for a while before anybody has to wake us: what the last one told, or null when it is time to sleep.
    // A look may swallow the event by which somebody wakes the poll; he has counted his attempt before, so that is seen here.
    private int? Spin(int wakes)
    {
        if (Settings.SpinFor == TimeSpan.Zero) return null;
        long begun = Stopwatch.GetTimestamp();
        while (!HasOutsideWork && Stopwatch.GetElapsedTime(begun) < Settings.SpinFor)
        {
            int told = Poll(TimeSpan.Zero);
            if (told != 0 || Volatile.Read(ref _wakes) != wakes) return told;
            Thread.SpinWait(SpinsBetweenLooks);
        }

        return null;
    }

    private void WakePoller()
    {
        Interlocked.Increment(ref _wakes);
        Volatile.Read(ref _loop)?.Wake();
    }

    private int Poll(TimeSpan limit)
    {
        int told = Volatile.Read(ref _loop)?.Poll(limit) ?? PollLoop.NotPolled;
        Volatile.Write(ref _polls, _polls + 1);
        return told;
    }

    private bool Park(Worker worker)
    {
        lock (_gate) _parked.Add(worker);
        Interlocked.Increment(ref _parkedCount);

        // We have said that we sleep; look again. Whoever has taken us out meanwhile has signaled.
        if ((HasOutsideWork || MustPoll || IsOver) && Withdraw(worker)) return Resume(worker);
        if (worker.Park(IsSurplus ? Settings.KeepAlive : Timeout.InfiniteTimeSpan)) return Awake();
        if (Withdraw(worker)) return Resume(worker);
        worker.Park(Timeout.InfiniteTimeSpan);
        return Awake();
    }

    private bool Awake()
    {
        _monitor.Awake();
        return true;
    }

    // Neither parked nor running: goes on, or ends.
    private bool Resume(Worker worker)
    {
        if (!HasOutsideWork && !MustPoll && TryEnd(worker)) return false;
        Interlocked.Increment(ref _running);
        return Awake();
    }

    private bool TryEnd(Worker worker)
    {
        lock (_gate)
        {
            if (!IsOver && !IsSurplus) return false;
            Volatile.Write(ref _workers, _workers.Where(other => other != worker).ToArray());
            if (IsOver) SignalAll();
        }

        // Who queued while we were still there may have relied on us.
        Interlocked.MemoryBarrier();
        if (HasOutsideWork || MustPoll) Relieve();
        return true;
    }

    private bool MustPoll => Running == 0 && !IsPollBlocked && HasOpenLoop;

    private bool IsOver => Volatile.Read(ref _users) <= 0 && !HasOpenLoop;

    private bool IsSurplus => Workers.Length - Volatile.Read(ref _stuck) > Settings.Count;

    private bool MayStart => Workers.Length is var count && count < Settings.Max && count - Volatile.Read(ref _stuck) < Settings.Count;

    private bool Withdraw(Worker worker)
    {
        lock (_gate)
        {
            if (!_parked.Remove(worker)) return false;
            Interlocked.Decrement(ref _parkedCount);
            return true;
        }
    }

    private bool TrySignalParked()
    {
        if (Volatile.Read(ref _parkedCount) == 0) return false;
        lock (_gate)
        {
            if (_parked.Count == 0) return false;
            SignalLastParked();
            return true;
        }
    }

    private void SignalAll()
    {
        while (_parked.Count > 0) SignalLastParked();
    }

    // The last to park has the warmest cache. It counts as running and searching from now on, not only when it gets a core.
    private void SignalLastParked()
    {
        Worker worker = _parked[^1];
        _parked.RemoveAt(_parked.Count - 1);
        Interlocked.Decrement(ref _parkedCount);
        CountSearcher();
        worker.Signal();
    }

    private void StartWorker()
    {
        lock (_gate)
        {
            if (!MayStart) return;
            var worker = new Worker(this, ++_started);
            Volatile.Write(ref _workers, [.. _workers, worker]);
            CountSearcher();
            if (!worker.TryStart()) NotStarted(worker);
        }

        _monitor.Start();
    }

    // Out of memory, threads or descriptors. What is queued waits for the workers there are, or for the monitor's next attempt.
    private void NotStarted(Worker worker)
    {
        Volatile.Write(ref _workers, Workers.Where(other => other != worker).ToArray());
        Interlocked.Decrement(ref _searching);
        Interlocked.Decrement(ref _running);
        if (Workers.Length == 0) throw new OutOfMemoryException("the system gives no thread to the first worker");
    }

    private void CountSearcher()
    {
        Interlocked.Increment(ref _running);
        Interlocked.Increment(ref _searching);
    }
}
