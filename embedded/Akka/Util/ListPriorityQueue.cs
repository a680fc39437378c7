using Akka.Actor;

namespace Akka.Util;

/// <summary>Envelopes by their message's priority, the lowest number first; of equals any. For one thread at a time.</summary>
public sealed class ListPriorityQueue
{
    private readonly EnvelopeHeap<Envelope> _heap;

    public ListPriorityQueue(int initialCapacity, Func<object, int> priorityCalculator) =>
        _heap = new(initialCapacity, (a, b) => priorityCalculator(a.Message).CompareTo(priorityCalculator(b.Message)));

    public void Enqueue(Envelope item) => _heap.Add(item);

    /// <summary>Takes the first; the queue must not be empty.</summary>
    public Envelope Dequeue() => _heap.RemoveFront();

    /// <summary>The first; the queue must not be empty.</summary>
    public Envelope Peek() => _heap.Front;

    public int Count() => _heap.Count;

    /// <summary>Whether the order holds; false means that a message changed its priority while queued.</summary>
    public bool IsConsistent() => _heap.IsConsistent;

    public override string ToString() => $"{string.Concat(_heap.Items.Select(item => $"{item} "))}count = {_heap.Count}";
}
