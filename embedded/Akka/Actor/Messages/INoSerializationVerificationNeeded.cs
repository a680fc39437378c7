// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Need not be serializable.</summary>
public interface INoSerializationVerificationNeeded;
