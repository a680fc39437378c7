// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A behaviour; false: the message is unhandled.</summary>
public delegate bool Receive(object message);

/// <summary>A behaviour that handles whatever comes.</summary>
public delegate void UntypedReceive(object message);
