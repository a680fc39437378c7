// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Stops the actor when it has handled all that came before.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, Akka.Event.IDeadLetterSuppression
{
    private PoisonPill()
    {
    }

    public static PoisonPill Instance { get; } = new();

    public override string ToString() => "<PoisonPill>";
}
