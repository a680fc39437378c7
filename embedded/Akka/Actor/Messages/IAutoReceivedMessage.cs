// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Handled by the actor's cell; the actor's code never sees it, but for <see cref="Terminated"/>.</summary>
public interface IAutoReceivedMessage;
