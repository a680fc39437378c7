// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>A queue with a stack in front of it, which only the consumer pushes to: that is what unstashing does.</summary>
public class DequeWrapperMessageQueue : IMessageQueue, IDequeBasedMessageQueueSemantics
{
    protected readonly IMessageQueue MessageQueue;
    private Stack<Envelope> _front;

    public DequeWrapperMessageQueue(IMessageQueue messageQueue) => MessageQueue = messageQueue;

    public bool HasMessages => _front is { Count: > 0 } || MessageQueue.HasMessages;

    public int Count => (_front?.Count ?? 0) + MessageQueue.Count;

    public void Enqueue(IActorRef receiver, Envelope envelope) => MessageQueue.Enqueue(receiver, envelope);

    public void EnqueueFirst(Envelope envelope) => (_front ??= new Stack<Envelope>()).Push(envelope);

    public bool TryDequeue(out Envelope envelope) =>
        _front is { Count: > 0 } ? _front.TryPop(out envelope) : MessageQueue.TryDequeue(out envelope);

    public void CleanUp(IActorRef owner, IMessageQueue deadletters) => this.DrainTo(owner, deadletters);
}
