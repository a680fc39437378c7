// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>From a failure to what is to be done about it.</summary>
public interface IDecider
{
    Directive Decide(Exception cause);
}
