// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Does not count as a message for <see cref="ReceiveTimeout"/>.</summary>
public interface INotInfluenceReceiveTimeout;
