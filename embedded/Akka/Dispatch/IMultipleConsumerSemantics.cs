// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>Several threads may dequeue.</summary>
public interface IMultipleConsumerSemantics : ISemantics;
