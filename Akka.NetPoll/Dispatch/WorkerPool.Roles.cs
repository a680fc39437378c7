using Akka.Dispatch;

namespace Akka.NetPoll.Dispatch;

/// <content>Which workers have a role: starting, parking and ending, and what becomes of the role of a worker that blocks.</content>
internal sealed partial class WorkerPool
{
    private int _burst;

    /// <summary>All workers there are.</summary>
    public Worker[] Workers
    {
        get
        {
            lock (_gate) return [.. _all];
        }
    }

    public int WorkerCount => Volatile.Read(ref _count);

    /// <summary>Workers that have a role, as they are at this moment.</summary>
    public ReadOnlySpan<Worker?> Holders => _holders.Current;

    /// <summary>Workers that block in what they run: stuck, or in a synchronous wait.</summary>
    public int Away => Volatile.Read(ref _away);

    public int OutsideCount => _outside.Count;

    /// <summary>Roles beyond the settings' while many that are run turn out to block. The monitor sets it.</summary>
    public int Burst
    {
        get => Volatile.Read(ref _burst);
        set => Volatile.Write(ref _burst, value);
    }

    /// <summary>Whether something waits for a worker, and there is a role for it.</summary>
    public bool IsShort => (HasOutsideWork && Running < Roles) || MustPoll;

    /// <summary>Whether more run than should.</summary>
    public bool IsCrowded => Running > Roles;

    /// <summary>Whether every worker that may be is away.</summary>
    public bool IsExhausted => WorkerCount is var count && count >= Settings.Max && Away >= count;

    private int Roles => Settings.Count + Burst;

    private bool MustPoll => Running == 0 && !IsPollBlocked && HasOpenLoop;

    private bool IsOver => Volatile.Read(ref _users) <= 0 && !HasOpenLoop;

    private int Here => WorkerCount - Away;

    private bool IsSurplus => Here > Settings.Count;

    private bool MayStart => WorkerCount < Settings.Max && Here < Roles && Here + Volatile.Read(ref _computing) < Roles + Settings.Extra;

    /// <summary>By a worker's own thread, which is about to block.</summary>
    public void HandOn(Worker worker)
    {
        lock (_gate)
        {
            if (worker.Absence == Absence.None) Leave(worker);
            Computes(worker, false);
            worker.Absence = Absence.HandedOn;
        }

        MoveOutside(worker);
        if (IsShort) WakeAnother();
    }

    /// <summary>By a worker's own thread: takes a role again. False: none is free.</summary>
    public bool ComeBack(Worker worker)
    {
        lock (_gate)
        {
            if (worker.Absence == Absence.None) return true; // The monitor has taken back its mark.
            if (Running >= Settings.Count) return false;
            Interlocked.Increment(ref _running);
            IsBack(worker);
            _holders.Add(worker);
        }

        _monitor.Awake();
        return true;
    }

    /// <summary>By a worker that is away and out of its runnable: waits until it is needed. False: it has to end.</summary>
    public bool Rest(Worker worker)
    {
        lock (_gate) IsBack(worker);
        MoveOutside(worker);
        return Park(worker);
    }

    /// <summary>By one of too many that run: gives its role up, if they still are. False: it has to end.</summary>
    public bool StepBack(Worker worker)
    {
        lock (_gate)
        {
            // One that has not seen the monitor's mark yet is counted as running no more.
            if (!IsCrowded || worker.Absence != Absence.None) return true;
            Interlocked.Decrement(ref _running);
        }

        MoveOutside(worker);
        return Park(worker);
    }

    /// <summary>By the monitor: takes the role of a worker that still runs what it ran at this step.</summary>
    /// <remarks>
    /// The mark stands before the step is read again, and a worker ends its step before it looks for the mark, with a fence
    /// before it goes idle: so the monitor sees that it has ended, and takes back the mark, or the worker sees the mark. One that
    /// sees a mark that is about to be taken back waits for the gate and finds that it is not away.
    /// </remarks>
    public bool TryRetake(Worker worker, int step)
    {
        lock (_gate)
        {
            if (worker.Absence != Absence.None) return false;
            worker.Absence = Absence.Retaken;
            Interlocked.MemoryBarrier();
            if (worker.Steps != step)
            {
                worker.Absence = Absence.None;
                return false;
            }

            Leave(worker);
            return true;
        }
    }

    /// <summary>By the monitor: takes what a worker that it has retaken has left.</summary>
    /// <remarks>
    /// It may still leave something: it found itself with its role just before it was retaken, and queues only now. Therefore
    /// the monitor looks again as long as it is away.
    /// </remarks>
    /// <param name="taken">An empty queue of the monitor's.</param>
    public void TakeLeftovers(Worker worker, LocalQueue taken)
    {
        if (worker.TakeNext() is { } next) _outside.Enqueue(next);
        while (worker.Queue.StealHalf(taken) is { } first)
        {
            _outside.Enqueue(first);
            while (taken.TryPop() is { } rest) _outside.Enqueue(rest);
        }
    }

    /// <summary>By the monitor: whether a worker that it has retaken computes. Few of those get another beside them.</summary>
    public void JudgeRetaken(Worker worker)
    {
        bool computes = worker.Thread is { } thread && !Threads.IsAsleep(thread);
        lock (_gate)
        {
            if (worker.Absence == Absence.Retaken) Computes(worker, computes);
        }
    }

    private bool Park(Worker worker)
    {
        lock (_gate)
        {
            _holders.Remove(worker);
            _parked.Add(worker);
        }

        Interlocked.Increment(ref _parkedCount);

        // We have said that we sleep; look again. A thread that has taken us out meanwhile has signaled.
        if ((IsShort || IsOver) && Withdraw(worker)) return Resume(worker);
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
        if (!IsShort && TryEnd(worker)) return false;
        lock (_gate) _holders.Add(worker);
        Interlocked.Increment(ref _running);
        return Awake();
    }

    private bool TryEnd(Worker worker)
    {
        lock (_gate)
        {
            if (!IsOver && !IsSurplus) return false;
            Remove(worker);
            if (IsOver) SignalAll();
        }

        // A thread that queued while we were still counted may have relied on us.
        Interlocked.MemoryBarrier();
        if (HasOutsideWork || MustPoll) Relieve();
        return true;
    }

    // Runs no more in the eyes of the pool. Under the gate.
    private void Leave(Worker worker)
    {
        _holders.Remove(worker);
        Interlocked.Increment(ref _away);
        Interlocked.Decrement(ref _running);
    }

    // Under the gate.
    private void IsBack(Worker worker)
    {
        Computes(worker, false);
        worker.Absence = Absence.None;
        Interlocked.Decrement(ref _away);
    }

    // Under the gate.
    private void Computes(Worker worker, bool computes)
    {
        if (worker.IsComputing == computes) return;
        worker.IsComputing = computes;
        _computing += computes ? 1 : -1;
    }

    // By the worker: what it has queued is for the workers that have a role. With a full fence.
    private void MoveOutside(Worker worker)
    {
        if (worker.TakeNext() is { } next) _outside.Enqueue(next);
        while (worker.Queue.TryPop() is { } waiting) _outside.Enqueue(waiting);
        Interlocked.MemoryBarrier();
    }

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
        _holders.Add(worker);
        CountSearcher();
        worker.Signal();
    }

    private bool StartWorker()
    {
        bool started;
        lock (_gate)
        {
            if (!MayStart) return false;
            var worker = new Worker(this, ++_started);
            _all.Add(worker);
            Volatile.Write(ref _count, _all.Count);
            _holders.Add(worker);
            CountSearcher();
            started = worker.TryStart();
            if (!started) NotStarted(worker);
        }

        _monitor.Start();
        return started;
    }

    // Out of memory, threads or descriptors. What is queued waits for the workers there are, or for the monitor's next attempt.
    private void NotStarted(Worker worker)
    {
        Remove(worker);
        Interlocked.Decrement(ref _searching);
        Interlocked.Decrement(ref _running);
        if (_all.Count == 0) throw new OutOfMemoryException("the system gives no thread to the first worker");
    }

    // Under the gate.
    private void Remove(Worker worker)
    {
        _holders.Remove(worker);
        _all.Remove(worker);
        Volatile.Write(ref _count, _all.Count);
    }

    private void CountSearcher()
    {
        Interlocked.Increment(ref _running);
        Interlocked.Increment(ref _searching);
    }
}
