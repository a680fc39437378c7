namespace Akka.Actor;

/// <summary>A hashed wheel: slot n holds what is due at the ticks n, n + size, n + 2 size... Adding and dropping cost the same however much it holds.</summary>
/// <remarks>One thread uses it. After Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", scheme 6.</remarks>
internal sealed class TimerWheel
{
    private readonly (ScheduledWork? First, ScheduledWork? Last)[] _slots;
    private readonly long _tickLength;
    private readonly int _mask;

    // All ticks up to and including this one have been handed out.
    private long _tick;

    /// <param name="tick">How far apart ticks are.</param>
    /// <param name="size">How many slots; rounded up to a power of two.</param>
    public TimerWheel(TimeSpan tick, int size)
    {
        _tickLength = tick.Ticks;
        _slots = new (ScheduledWork?, ScheduledWork?)[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size)];
        _mask = _slots.Length - 1;
    }

    /// <summary>How many it holds, cancelled ones too until their slot comes round.</summary>
    public int Count { get; private set; }

    /// <summary>Puts it where its Due says; what is overdue comes with the next tick.</summary>
    public void Add(ScheduledWork work)
    {
        // Rounded up: a slot is emptied once its tick has come, and nothing may run before its time.
        var due = (work.Due.Ticks + _tickLength - 1) / _tickLength;
        work.Tick = Math.Max(due, _tick + 1);
        Append(work);
        Count++;
    }

    /// <summary>Takes out everything due by then, tick by tick, and forgets what it meets that is cancelled.</summary>
    public void Advance(TimeSpan now, Action<ScheduledWork> due)
    {
        var last = now.Ticks / _tickLength;
        while (Count > 0 && _tick < last)
        {
            _tick++;
            Turn(due);
        }
        if (_tick < last) _tick = last;
    }

    /// <summary>When the next slot that holds anything comes round; <see cref="TimeSpan.MaxValue"/> if none does.</summary>
    public TimeSpan NextTime()
    {
        if (Count == 0) return TimeSpan.MaxValue;
        var tick = _tick + 1;
        while (_slots[tick & _mask].First is null) tick++;
        return TimeSpan.FromTicks(tick * _tickLength);
    }

    /// <summary>Empties it, in no order.</summary>
    public void Drain(Action<ScheduledWork> rest)
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            var work = slot.First;
            slot = default;
            for (; work is not null; work = Unlink(work)) rest(work);
        }
        Count = 0;
    }

    // The slot's list is taken whole before anything runs: what is added meanwhile waits for a later tick.
    private void Turn(Action<ScheduledWork> due)
    {
        ref var slot = ref _slots[_tick & _mask];
        var work = slot.First;
        slot = default;
        while (work is not null)
        {
            var next = Unlink(work);
            if (!work.Cancelled && work.Tick > _tick)
            {
                Append(work);
            }
            else
            {
                Count--;
                if (!work.Cancelled) due(work);
            }
            work = next;
        }
    }

    private void Append(ScheduledWork work)
    {
        ref var slot = ref _slots[work.Tick & _mask];
        if (slot.Last is null) slot.First = work;
        else slot.Last.Next = work;
        slot.Last = work;
    }

    private static ScheduledWork? Unlink(ScheduledWork work)
    {
        var next = work.Next;
        work.Next = null;
        return next;
    }
}
