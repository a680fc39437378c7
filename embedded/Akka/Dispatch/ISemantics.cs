// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>A property of a message queue, which an actor or a dispatcher may ask for.</summary>
public interface ISemantics;
