// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Not taken from strangers.</summary>
public interface IPossiblyHarmful;
