using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Stands for no message: the last receive came back empty.</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    private const string NothingReceived = "last receive did not dequeue a message";

    /// <summary>The only one.</summary>
    public static NullMessageEnvelope Instance = new();

    private NullMessageEnvelope()
    {
    }

    /// <summary>Always throws.</summary>
    public override object Message => throw new IllegalActorStateException(NothingReceived);

    /// <summary>Always throws.</summary>
    public override IActorRef Sender => throw new IllegalActorStateException(NothingReceived);

    /// <inheritdoc/>
    public override string ToString() => "<null>";
}
