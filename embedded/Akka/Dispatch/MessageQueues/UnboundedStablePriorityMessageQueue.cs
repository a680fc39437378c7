// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;
using Akka.Util;

namespace Akka.Dispatch.MessageQueues;

/// <summary>The lowest number first; equal ones in the order they came. What is put in front comes before all.</summary>
public class UnboundedStablePriorityMessageQueue : BlockingMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly StableListPriorityQueue _queue;
    private readonly Stack<Envelope> _front = new();

    public UnboundedStablePriorityMessageQueue(Func<object, int> priorityGenerator, int initialCapacity) =>
        _queue = new StableListPriorityQueue(initialCapacity, priorityGenerator);

    protected override int LockedCount => _queue.Count() + _front.Count;

    public void EnqueueFirst(Envelope envelope) => _front.Push(envelope);

    protected override void LockedEnqueue(Envelope envelope) => _queue.Enqueue(envelope);

    protected override bool LockedTryDequeue(out Envelope envelope)
    {
        if (_front.TryPop(out envelope)) return true;
        if (_queue.Count() == 0) return false;
        envelope = _queue.Dequeue();
        return true;
    }
}
