// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Handled by the actor's cell; the actor's code never sees it, but for <see cref="Terminated"/>.</summary>
public interface IAutoReceivedMessage;

/// <summary>Not taken from strangers.</summary>
public interface IPossiblyHarmful;

/// <summary>Need not be serializable.</summary>
public interface INoSerializationVerificationNeeded;

/// <summary>Does not count as a message for <see cref="ReceiveTimeout"/>.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>An actor that has what it receives logged, if <c>akka.actor.debug.receive</c> is on.</summary>
public interface ILogReceive;
