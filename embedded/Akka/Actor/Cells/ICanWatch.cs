// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Is told <see cref="Terminated"/>, or a message of its own choice, when another actor is dead.</summary>
public interface ICanWatch
{
    /// <summary>Watching again changes nothing, nor does it with another message.</summary>
    IActorRef Watch(IActorRef subject);

    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>After this no notice comes, not even one that is in the mailbox already.</summary>
    IActorRef Unwatch(IActorRef subject);
}
