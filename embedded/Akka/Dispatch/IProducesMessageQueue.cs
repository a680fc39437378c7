// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>A mailbox type that says which message queue it makes.</summary>
public interface IProducesMessageQueue<TQueue> where TQueue : IMessageQueue;
