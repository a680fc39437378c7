namespace Akka.NetPoll.Dispatch;

/// <summary>The workers that have a role: only they can have runnables of their own that others may take.</summary>
/// <remarks>
/// Changes under the pool's gate, in place and in constant time, for a synchronous read leaves it and comes back. A thief
/// reads it without the gate and may miss one that is being moved: what that one has queued is still its own to run, and
/// it asks for a follower again.
/// </remarks>
internal sealed class WorkerSet
{
    private Worker?[] _workers = new Worker?[16];
    private int _count;

    /// <summary>As it is at this moment; with gaps while it changes.</summary>
    public ReadOnlySpan<Worker?> Current
    {
        get
        {
            int count = Volatile.Read(ref _count);
            Worker?[] workers = Volatile.Read(ref _workers);
            return workers.AsSpan(0, Math.Min(count, workers.Length));
        }
    }

    /// <summary>Under the gate. Nothing when it is there already.</summary>
    public void Add(Worker worker)
    {
        if (worker.Place >= 0) return;
        if (_count == _workers.Length)
        {
            var larger = new Worker?[2 * _count];
            _workers.CopyTo(larger, 0);
            Volatile.Write(ref _workers, larger);
        }

        worker.Place = _count;
        _workers[_count] = worker;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>Under the gate. Nothing when it is not there.</summary>
    public void Remove(Worker worker)
    {
        if (worker.Place < 0) return;
        int lastPlace = _count - 1;
        Worker last = _workers[lastPlace]!;
        _workers[worker.Place] = last;
        last.Place = worker.Place;
        _workers[lastPlace] = null;
        Volatile.Write(ref _count, lastPlace);
        worker.Place = -1;
    }
}
