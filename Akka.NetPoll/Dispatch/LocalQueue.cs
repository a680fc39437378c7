using Akka.Dispatch;

namespace Akka.NetPoll.Dispatch;

/// <summary>A worker's runnables, first in first out: its owner pushes and pops, others steal. Never allocates.</summary>
/// <remarks>
/// Only the owner moves the tail and writes the slots; a thread that takes moves the head by compare-and-swap, and what it
/// read is its own exactly if that succeeds: a slot is written again only after the head has passed it. After runq of
/// runtime/proc.go.
/// </remarks>
internal sealed class LocalQueue
{
    public const int Capacity = 256;
    private const int Mask = Capacity - 1;

    private readonly IRunnable?[] _slots = new IRunnable?[Capacity];
    private uint _head; // Changed by any worker and the monitor, by compare-and-swap.
    private uint _tail; // Changed by the owner.
    private bool _stolenFrom;

    /// <summary>Where the next to be taken stands; only ever grows.</summary>
    public uint Head => Volatile.Read(ref _head);

    /// <summary>Where the next to be pushed will stand.</summary>
    public uint Tail => Volatile.Read(ref _tail);

    public int Count => (int)(Tail - Head);

    public bool IsHalfFull => Count > Capacity / 2;

    /// <summary>By the owner. False when it is full.</summary>
    public bool TryPush(IRunnable runnable)
    {
        if (_tail - Volatile.Read(ref _head) >= Capacity) return false;
        _slots[_tail & Mask] = runnable;
        Volatile.Write(ref _tail, _tail + 1);
        return true;
    }

    /// <summary>By the owner. Null when it is empty.</summary>
    public IRunnable? TryPop()
    {
        while (true)
        {
            uint head = Volatile.Read(ref _head);
            if (head == _tail) return null;
            IRunnable? runnable = _slots[head & Mask];
            if (Interlocked.CompareExchange(ref _head, head + 1, head) != head) continue;
            _slots[head & Mask] = null;
            return runnable;
        }
    }

    /// <summary>By the thief, which owns <paramref name="thief"/>, which is empty: takes half, returns the first and queues the rest.</summary>
    public IRunnable? StealHalf(LocalQueue thief)
    {
        while (true)
        {
            uint head = Volatile.Read(ref _head);
            uint available = Volatile.Read(ref _tail) - head;
            if (available == 0) return null;
            // Head and tail were read one after the other and may not belong together.
            if (available > Capacity) continue;
            uint half = available - available / 2;
            IRunnable? first = _slots[head & Mask];
            for (uint i = 1; i < half; i++) thief._slots[(thief._tail + i - 1) & Mask] = _slots[(head + i) & Mask];
            if (Interlocked.CompareExchange(ref _head, head + half, head) != head) continue;
            Volatile.Write(ref thief._tail, thief._tail + half - 1);
            Volatile.Write(ref _stolenFrom, true);
            return first;
        }
    }

    /// <summary>By the owner when it is empty: drops references that thieves left behind, which would keep stopped actors alive.</summary>
    public void Forget()
    {
        if (!Volatile.Read(ref _stolenFrom)) return;
        _stolenFrom = false;
        Array.Clear(_slots);
    }
}
