// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Receives messages outside of any actor.</summary>
public interface IInboxable : ICanWatch
{
    /// <summary>What others tell.</summary>
    IActorRef Receiver { get; }

    /// <summary>The next message, within the default time limit.</summary>
    /// <exception cref="TimeoutException">There was none.</exception>
    object Receive();

    object Receive(TimeSpan timeout);

    Task<object> ReceiveAsync();

    Task<object> ReceiveAsync(TimeSpan timeout);

    /// <summary>The next message that the predicate wants; the others stay.</summary>
    object ReceiveWhere(Predicate<object> predicate);

    object ReceiveWhere(Predicate<object> predicate, TimeSpan timeout);

    void Send(IActorRef target, object message);
}
