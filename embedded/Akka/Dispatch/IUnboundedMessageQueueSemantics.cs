// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>An enqueue never blocks and never fails.</summary>
public interface IUnboundedMessageQueueSemantics : ISemantics;
