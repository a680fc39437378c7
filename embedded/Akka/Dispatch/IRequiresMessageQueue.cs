// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>An actor class that cannot do without a message queue of this kind.</summary>
public interface IRequiresMessageQueue<T> where T : ISemantics;
