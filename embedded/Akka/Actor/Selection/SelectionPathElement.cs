// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>One step of a selection.</summary>
public abstract class SelectionPathElement;
