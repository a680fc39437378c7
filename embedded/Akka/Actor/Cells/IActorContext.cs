// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>What an actor is told of itself and its surroundings. Valid in the actor's own code only.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    IActorRef Self { get; }

    Props Props { get; }

    /// <summary>Of the message at hand; the dead letters if nobody.</summary>
    IActorRef Sender { get; }

    ActorSystem System { get; }

    IActorRef Parent { get; }

    MessageDispatcher Dispatcher { get; }

    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Nobody if there is no child of that name.</summary>
    IActorRef Child(string name);

    IEnumerable<IActorRef> GetChildren();

    void Become(Receive receive);

    void BecomeStacked(Receive receive);

    void UnbecomeStacked();

    /// <summary>Asks for a <see cref="Actor.ReceiveTimeout"/> whenever nothing has come for that long; null: no more.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    void Stop(IActorRef child);
}
