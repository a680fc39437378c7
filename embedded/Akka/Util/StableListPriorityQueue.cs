using Akka.Actor;

namespace Akka.Util;

/// <summary>Envelopes by their message's priority, the lowest number first; equals as they came. For one thread at a time.</summary>
public sealed class StableListPriorityQueue
{
    private readonly EnvelopeHeap<(Envelope Envelope, long Arrival)> _heap;
    private long _arrivals;

    public StableListPriorityQueue(int initialCapacity, Func<object, int> priorityCalculator) =>
        _heap = new(initialCapacity, (a, b) =>
        {
            var order = priorityCalculator(a.Envelope.Message).CompareTo(priorityCalculator(b.Envelope.Message));
            return order != 0 ? order : a.Arrival.CompareTo(b.Arrival);
        });

    public void Enqueue(Envelope item) => _heap.Add((item, _arrivals++));

    /// <summary>Takes the first; the queue must not be empty.</summary>
    public Envelope Dequeue() => _heap.RemoveFront().Envelope;

    /// <summary>The first; the queue must not be empty.</summary>
    public Envelope Peek() => _heap.Front.Envelope;

    public int Count() => _heap.Count;

    /// <summary>Whether the order holds; false means that a message changed its priority while queued.</summary>
    public bool IsConsistent() => _heap.IsConsistent;

    public override string ToString() => $"{string.Concat(_heap.Items.Select(item => $"{item.Envelope} "))}count = {_heap.Count}";
}
