// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>What a mailbox keeps its messages in. Any thread enqueues; only the mailbox's runner dequeues.</summary>
public interface IMessageQueue
{
    bool HasMessages { get; }

    int Count { get; }

    void Enqueue(IActorRef receiver, Envelope envelope);

    bool TryDequeue(out Envelope envelope);

    /// <summary>The owner has stopped: what is left goes to the dead letters.</summary>
    void CleanUp(IActorRef owner, IMessageQueue deadletters);
}
