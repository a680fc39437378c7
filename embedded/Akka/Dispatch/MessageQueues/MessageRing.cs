// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>A bounded queue of many producers and one consumer, after Dmitry Vyukov's.</summary>
/// <remarks>
/// Each slot's turn says whose it is: equal to a position, the producer of that position may fill it; one more, the consumer
/// may take it. A producer owns a position by moving the tail past it, and only then writes. Freezing moves the tail two
/// rounds ahead, where no slot's turn will ever be: every later producer finds the ring full.
/// </remarks>
internal sealed class MessageRing
{
    private readonly Slot[] _slots;
    private int _head; // written by the consumer only
    private int _tail;
    private MessageRing _next;

    /// <param name="length">A power of two.</param>
    public MessageRing(int length)
    {
        _slots = new Slot[length];
        for (var i = 0; i < length; i++) _slots[i].Turn = i;
    }

    public int Length => _slots.Length;

    /// <summary>The ring after this one. Once there is one, this ring is frozen.</summary>
    public MessageRing Next => Volatile.Read(ref _next);

    public bool HasMessages
    {
        get
        {
            var head = Volatile.Read(ref _head);
            return Volatile.Read(ref _slots[head & (_slots.Length - 1)].Turn) == head + 1;
        }
    }

    public bool IsFull
    {
        get
        {
            var tail = Volatile.Read(ref _tail);
            return Volatile.Read(ref _slots[tail & (_slots.Length - 1)].Turn) - tail < 0;
        }
    }

    /// <summary>Frozen, and all that producers put in is taken.</summary>
    public bool IsExhausted => Next is not null && Volatile.Read(ref _head) == Volatile.Read(ref _tail) - FreezeDistance;

    public int Count
    {
        get
        {
            var tail = Next is null ? Volatile.Read(ref _tail) : Volatile.Read(ref _tail) - FreezeDistance;
            return Math.Clamp(tail - Volatile.Read(ref _head), 0, _slots.Length);
        }
    }

    private int FreezeDistance => 2 * _slots.Length;

    public bool TryEnqueue(in Envelope envelope)
    {
        var slots = _slots;
        while (true)
        {
            var tail = Volatile.Read(ref _tail);
            ref var slot = ref slots[tail & (slots.Length - 1)];
            var ahead = Volatile.Read(ref slot.Turn) - tail;
            if (ahead < 0) return false;
            if (ahead == 0 && Interlocked.CompareExchange(ref _tail, tail + 1, tail) == tail)
            {
                slot.Envelope = envelope;
                Volatile.Write(ref slot.Turn, tail + 1);
                return true;
            }
        }
    }

    public bool TryDequeue(out Envelope envelope)
    {
        var head = _head;
        ref var slot = ref _slots[head & (_slots.Length - 1)];
        if (Volatile.Read(ref slot.Turn) != head + 1)
        {
            envelope = default;
            return false;
        }
        envelope = slot.Envelope;
        slot.Envelope = default; // the queue must not keep a message alive
        Volatile.Write(ref _head, head + 1);
        Volatile.Write(ref slot.Turn, head + _slots.Length);
        return true;
    }

    /// <summary>No producer gets in any more. One caller only, when the ring is full.</summary>
    public void Freeze(MessageRing next)
    {
        Interlocked.Add(ref _tail, FreezeDistance);
        Volatile.Write(ref _next, next);
    }

    private struct Slot
    {
        public Envelope Envelope;
        public int Turn;
    }
}
