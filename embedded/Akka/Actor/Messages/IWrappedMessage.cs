// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A message around a message.</summary>
public interface IWrappedMessage
{
    object Message { get; }
}
