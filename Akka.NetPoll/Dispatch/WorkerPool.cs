using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Dispatch;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Dispatch;

/// <summary>The workers of one actor system: they run its actors, and those that are idle poll its sockets.</summary>
/// <remarks>
/// A worker is running, blocked in the poll (one at most), parked, or away: it blocks in what it runs. Go's P is a role here:
/// as many workers run as there are roles (<see cref="WorkerSettings.Count"/>, and for moments a few more), however many
/// threads are away. The invariants:
/// <list type="bullet">
/// <item><b>No lost runnable.</b> What a worker with a role schedules goes to its own queue or next slot, and it does not go idle before they
/// are empty. What others schedule, and workers that are away, goes to the outside queue; every worker looks there before it
/// goes idle, and a worker that ends does so after it has gone idle.</item>
/// <item><b>No lost wake-up.</b> A thread that schedules from outside first queues, then looks whether every role is filled,
/// for a searcher, a parked worker or a blocked poll to wake. A worker that goes idle first says so, then looks at the outside
/// queue again. Both are full fences, so at least one sees the other. A searcher counts as idle until it has said that its
/// search has ended.</item>
/// <item><b>A poller.</b> The last running worker to go idle blocks in the poll, unless another has already; so while the
/// loop is open, some worker runs or some worker polls. One that runs polls when it is out of work and now and then (every
/// 61 runnables, and every 244 while its queue is more than half full). When no thread has polled for a while, and no worker
/// is to be had for it, the monitor polls.</item>
/// <item><b>A worker that is away has no role.</b> Before a synchronous wait of this library it hands its role on itself;
/// one that is stuck in a runnable is retaken by the monitor. What it had queued goes outside, where the first two
/// invariants look after it; the thread that took the role away then looks whether another worker is needed. A worker that
/// comes back takes a role if one is free; else it ends its runnable without, and parks.</item>
/// </list>
/// Only the last one polls, even when others are idle too: else every event would wake a worker beside one that is about to
/// look for it anyway.
/// </remarks>
internal sealed partial class WorkerPool : IPollDriver
{
    // Some 4 us: a look is a system call.
    private const int SpinsBetweenLooks = 100;

    private readonly ConcurrentQueue<IRunnable> _outside = new();
    private readonly Lock _gate = new(); // Over _parked, _all, _holders, _users, and each worker's Absence.
    private readonly List<Worker> _parked = [];
    private readonly HashSet<Worker> _all = [];
    private readonly WorkerSet _holders = new();
    private readonly PoolMonitor _monitor;
    private readonly Action<Exception> _report;
    private PollLoop? _loop;
    private int _count, _parkedCount, _running, _searching, _away, _computing, _users, _started;
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

    /// <summary>Is told, by the monitor, which runnable has blocked a worker for how long, and how many others block too.</summary>
    public Action<IRunnable, TimeSpan, int>? ReportBlocked { get; init; }

    /// <summary>Is told, by the monitor, that as many workers as may be are blocked, and something waits for one.</summary>
    public Action<int>? ReportExhausted { get; init; }

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
        if (worker is not null && worker.Pool == this && !worker.IsAway)
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

    /// <summary>As WakeAnother, even if a worker searches already. False: every role is filled, or no worker is to be had.</summary>
    public bool Relieve()
    {
        // Workers that run look outside before they go idle; one that is stuck loses its role, and the monitor looks for another.
        if (Running >= Roles) return false;
        if (TrySignalParked()) return true;
        if (IsPollBlocked)
        {
            WakePoller();
            return true;
        }

        if (MayStart) return StartWorker();
        // Most often one is about to park, and looks again. If the limit is reached the monitor has to know.
        _monitor.Awake();
        return false;
    }

    public IRunnable? TakeOutside() => !_outside.IsEmpty && _outside.TryDequeue(out IRunnable? runnable) ? runnable : null;

    public IRunnable? Steal(Worker thief)
    {
        // What would run next is left to its worker.
        foreach (Worker? worker in _holders.Current)
        {
            if (worker is not null && worker != thief && worker.Queue.StealHalf(thief.Queue) is { } runnable) return runnable;
        }

        return null;
    }

    /// <summary>Polls, unless a worker blocks in the poll anyway. Says how many waiters were told.</summary>
    public int PollWithoutBlocking() => IsPollBlocked ? 0 : Poll(TimeSpan.Zero);

    public void SearchEnded() => Interlocked.Decrement(ref _searching);

    /// <summary>By the monitor, which cannot get a worker to poll: as one that polls, but without blocking.</summary>
    /// <remarks>A worker that goes idle meanwhile takes the monitor for the poller and parks; so afterwards the monitor looks again, as such a worker does.</remarks>
    public void PollInPlaceOfWorkers()
    {
        if (!HasOpenLoop || Interlocked.CompareExchange(ref _polling, 1, 0) != 0) return;
        Poll(TimeSpan.Zero);
        Volatile.Write(ref _polling, 0);
        Interlocked.MemoryBarrier();
        if (IsShort) Relieve();
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
        // A poll that failed has told no actor but the PollerActor, which may be in our own queue now.
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

    // Looks for events for a while before a thread has to wake us: what the last look told, or null when it is time to sleep.
    // A look may swallow the event by which a thread wakes the poll; WakePoller counts the attempt first, so that is seen here.
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
}
