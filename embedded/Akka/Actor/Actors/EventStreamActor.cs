// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Ignores all it is told.</summary>
public class EventStreamActor : ActorBase
{
    protected override bool Receive(object message) => true;
}
