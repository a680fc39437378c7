namespace Akka.NetPoll.Polling;

/// <summary>The deadlines that are set, earliest first: a binary heap of timers that know their places.</summary>
/// <remarks>
/// Set is called with <see cref="Gate"/> held; a socket's expiry changes under it too. A timer that is
/// moved or taken away changes in place, so no stale timer can fire and none needs Go's sequence numbers to be recognized.
/// </remarks>
internal sealed class DeadlineQueue
{
    private PollTimer[] _heap = new PollTimer[16];
    private int _count;
    private Deadline _earliest = Deadline.None;

    public Lock Gate { get; } = new();

    public int Count => Volatile.Read(ref _count);

    /// <summary>Bounds the next Wait. Read without the gate: a change that makes it earlier also wakes the poll.</summary>
    public Deadline Earliest => Deadline.VolatileRead(ref _earliest);

    /// <summary>Queues, moves or (for None) removes the timer.</summary>
    public void Set(PollTimer timer, Deadline deadline)
    {
        if (timer.Deadline == deadline) return;
        timer.Deadline = deadline;
        if (!deadline.IsSet) Remove(timer);
        else if (timer.Place < 0) Insert(timer);
        else Sift(timer, timer.Place);
        Publish();
    }

    /// <summary>Takes out the earliest timer if its time has come, and the waiter that it fails. Takes the gate.</summary>
    public bool Expire(Deadline now, out PollTimer timer, out object? waiter)
    {
        lock (Gate)
        {
            timer = _heap[0];
            waiter = null;
            if (_count == 0 || timer.Deadline > now) return false;
            Set(timer, Deadline.None);
            waiter = timer.Desc.Expire(timer.Direction);
            return true;
        }
    }

    private void Insert(PollTimer timer)
    {
        if (_count == _heap.Length) Array.Resize(ref _heap, _count * 2);
        _heap[_count] = timer;
        Sift(timer, _count++);
    }

    private void Remove(PollTimer timer)
    {
        int place = timer.Place; // It has one, for its deadline was set.
        timer.Place = -1;
        PollTimer last = _heap[--_count];
        _heap[_count] = null!;
        if (last != timer) Sift(last, place);
    }

    private void Sift(PollTimer timer, int place)
    {
        for (int parent; place > 0 && timer.Deadline < _heap[parent = (place - 1) / 2].Deadline; place = parent) Put(_heap[parent], place);
        for (int child; (child = EarlierChild(place)) > 0 && _heap[child].Deadline < timer.Deadline; place = child) Put(_heap[child], place);
        Put(timer, place);
    }

    private int EarlierChild(int place)
    {
        int child = 2 * place + 1;
        if (child >= _count) return -1;
        return child + 1 < _count && _heap[child + 1].Deadline < _heap[child].Deadline ? child + 1 : child;
    }

    private void Put(PollTimer timer, int place)
    {
        _heap[place] = timer;
        timer.Place = place;
    }

    private void Publish() => Deadline.VolatileWrite(ref _earliest, _count == 0 ? Deadline.None : _heap[0].Deadline);
}
