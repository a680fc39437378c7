// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>A mailbox type whose queues make a sender wait, up to this time.</summary>
internal interface IProducesPushTimeoutSemanticsMailbox
{
    TimeSpan PushTimeout { get; }
}
