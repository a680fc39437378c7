// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Takes messages. The sender may be null: nobody.</summary>
public interface ICanTell
{
    void Tell(object message, IActorRef sender);
}
