using Akka.NetPoll.Connections;

namespace Akka.NetPoll.Tests.EndToEnd.Endings;

/// <summary>One way in which a connection can end: what our side does, what the peer does, and what must be told of it.</summary>
/// <param name="Style">How our side is written.</param>
/// <param name="When">The moment at which our side does something.</param>
/// <param name="Act">What our side does then.</param>
/// <param name="Peer">What the peer does.</param>
/// <param name="Reason">The one reason of every connection; null: none comes to stand.</param>
public sealed record Ending(Style Style, Moment When, Act Act, Peer Peer, CloseReason? Reason)
{
    /// <summary>What the peer reads last.</summary>
    public PeerSees Sees { get; init; } = PeerSees.Anything;

    /// <summary>Whether our side's actor lives to be told Closed.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>Whether the peer must get its byte back before the end.</summary>
    public bool IsEchoed { get; init; }

    /// <summary>Whether a handler keeps its direction open after the peer's end, to answer what came before it.</summary>
    public bool KeepsOpen => Peer == Peer.DataAndFin;

    /// <summary>Whether the peer leaves what it is sent to its kernel.</summary>
    public bool IsNotRead => Peer is Peer.DataWithoutReading or Peer.DataWithoutReadingThenReset;

    public override string ToString() => $"{Style}, {Act} when {When}, peer: {Peer}";
}

/// <summary>Our side.</summary>
public enum Style
{
    Subclass,

    /// <summary>A handler that the listener's factory makes.</summary>
    FactoryHandler,

    /// <summary>A handler that the listener's commander registers.</summary>
    RegisteredHandler,

    /// <summary>A method in the blocking style.</summary>
    Method,

    /// <summary>A subclass behind TLS.</summary>
    TlsSubclass,

    /// <summary>A handler of the factory behind TLS.</summary>
    TlsHandler,
}

public enum Moment
{
    Constructor,
    Connected,
    Received,
}

public enum Act
{
    Nothing,
    Throw,
    Stop,
    Poison,
    Kill,

    /// <summary>The connection's actor, which is not the handler, is poisoned.</summary>
    PoisonConnection,
    Close,
    ConfirmedClose,
    Abort,
    Suspend,

    /// <summary>Reading is suspended until the peer has acted.</summary>
    SuspendAndResume,

    /// <summary>More is written than the kernel takes, then nothing more.</summary>
    WriteMuch,

    /// <summary>More is written than the kernel takes, then Close.</summary>
    WriteMuchAndClose,

    // Methods of the blocking style.
    Return,
    ThrowAtOnce,
    CancelItself,
    NeverEnd,
}

/// <summary>The peer. Unless it says otherwise it reads to the end and then closes.</summary>
public enum Peer
{
    /// <summary>Sends a byte.</summary>
    Data,

    /// <summary>Sends nothing.</summary>
    Silence,
    Fin,
    DataAndFin,

    /// <summary>Sends a byte, reads its echo, then ends its stream.</summary>
    EchoThenFin,
    Reset,
    DataAndReset,
    EchoThenReset,

    /// <summary>Ends its stream, once our side has done its act.</summary>
    FinAfterAct,
    ResetAfterAct,

    /// <summary>Sends a byte and reads nothing until the connection has ended.</summary>
    DataWithoutReading,

    /// <summary>Sends a byte, reads nothing, and resets once our side has written.</summary>
    DataWithoutReadingThenReset,

    // Instead of a TLS handshake.
    Garbage,
    HalfAHelloAndSilence,
    HalfAHelloAndFin,
    HalfAHelloAndReset,
}

public enum PeerSees
{
    Anything,
    EndOfStream,
    Reset,
}
