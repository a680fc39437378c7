// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>The default: any number of producers, one consumer, first in first out, no limit.</summary>
/// <remarks>
/// A chain of rings. Producers fill the last ring, the consumer empties the first; as a rule it is the same one, and then
/// nothing is allocated. A full ring is frozen for good and a larger one follows it, so a queue that never holds more than a
/// few messages stays small and one that never held a message has no ring at all.
/// A frozen ring is left only when the consumer has taken everything from it: each producer's messages stay in order.
/// </remarks>
public class UnboundedMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private const int SmallestRing = 4;
    private const int LargestRing = 2048; // 48 KiB: stays below the large object heap

    private MessageRing _first; // the consumer's; null until the first message
    private MessageRing _last; // the producers'; null until the first message

    public bool HasMessages
    {
        get
        {
            for (var ring = Volatile.Read(ref _first); ring is not null; ring = ring.Next)
            {
                if (ring.HasMessages) return true;
                if (!ring.IsExhausted) return false;
            }
            return false;
        }
    }

    public int Count
    {
        get
        {
            var count = 0;
            for (var ring = Volatile.Read(ref _first); ring is not null; ring = ring.Next) count += ring.Count;
            return count;
        }
    }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        var ring = Volatile.Read(ref _last) ?? Start();
        while (!ring.TryEnqueue(envelope)) ring = Grow(ring);
    }

    public bool TryDequeue(out Envelope envelope)
    {
        for (var ring = Volatile.Read(ref _first); ring is not null;)
        {
            if (ring.TryDequeue(out envelope)) return true;
            if (!ring.IsExhausted) return false; // empty, or a producer has taken a slot that it has yet to fill
            ring = ring.Next;
            Volatile.Write(ref _first, ring);
        }
        envelope = default;
        return false;
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters) => this.DrainTo(owner, deadletters);

    private MessageRing Start()
    {
        lock (this)
        {
            if (_last is null)
            {
                var ring = new MessageRing(SmallestRing);
                Volatile.Write(ref _first, ring);
                Volatile.Write(ref _last, ring);
            }
            return _last;
        }
    }

    private MessageRing Grow(MessageRing full)
    {
        lock (this)
        {
            if (_last == full && full.IsFull)
            {
                var next = new MessageRing(Math.Min(full.Length * 2, LargestRing));
                full.Freeze(next);
                Volatile.Write(ref _last, next);
            }
            return _last;
        }
    }
}
