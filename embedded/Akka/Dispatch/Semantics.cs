// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>A property of a message queue, which an actor or a dispatcher may ask for.</summary>
public interface ISemantics;

/// <summary>Several threads may dequeue.</summary>
public interface IMultipleConsumerSemantics : ISemantics;

/// <summary>An enqueue never blocks and never fails.</summary>
public interface IUnboundedMessageQueueSemantics : ISemantics;

/// <summary>An enqueue may have to wait for room, and after that time fails.</summary>
public interface IBoundedMessageQueueSemantics : ISemantics
{
    TimeSpan PushTimeOut { get; }
}

/// <summary>A message can be put back in front: what a stash needs.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics
{
    void EnqueueFirst(Akka.Actor.Envelope envelope);
}

/// <summary>A deque without a limit.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics;

/// <summary>A deque with a limit.</summary>
public interface IBoundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IBoundedMessageQueueSemantics;

/// <summary>The queue locks, and waits no longer than this for its lock.</summary>
public interface IBlockingMessageQueueSemantics : ISemantics
{
    TimeSpan BlockTimeOut { get; set; }
}

/// <summary>An actor class that cannot do without a message queue of this kind.</summary>
public interface IRequiresMessageQueue<T> where T : ISemantics;
