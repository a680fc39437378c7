// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>An actor that has what it receives logged, if <c>akka.actor.debug.receive</c> is on.</summary>
public interface ILogReceive;
