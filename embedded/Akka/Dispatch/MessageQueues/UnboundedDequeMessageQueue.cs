// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch.MessageQueues;

/// <summary>What an actor with an unbounded stash has.</summary>
public class UnboundedDequeMessageQueue : DequeWrapperMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    public UnboundedDequeMessageQueue() : base(new UnboundedMessageQueue())
    {
    }
}
