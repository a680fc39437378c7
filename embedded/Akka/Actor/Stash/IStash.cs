// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Where an actor puts messages that it is not ready for.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    bool IsFull { get; }

    /// <summary>Not above zero: no limit.</summary>
    int Capacity { get; }

    /// <summary>Keeps the message at hand.</summary>
    void Stash();

    /// <summary>The oldest one back into the mailbox, in front.</summary>
    void Unstash();

    /// <summary>All of them, in their order, before what is in the mailbox.</summary>
    void UnstashAll();

    /// <summary>Those that the predicate wants; the rest is dropped.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Empties it, and gives what was in it.</summary>
    IEnumerable<Envelope> ClearStash();

    void Prepend(IEnumerable<Envelope> envelopes);
}
