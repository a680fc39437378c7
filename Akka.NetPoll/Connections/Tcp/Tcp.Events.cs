using System.Net;
using Akka.Event;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Serialization;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

// The events: what listeners, dialers and connections tell.
public static partial class Tcp
{
    /// <summary>What a listener, a dialer or a connection tells.</summary>
    /// <remarks>That its receiver is gone by then is everyday life, so it is not reported as a dead letter.</remarks>
    public abstract record Event : ILocalMessage, IDeadLetterSuppression;

    /// <summary>The listener accepts on this address; with port 0 asked for, it names the port that the kernel chose.</summary>
    public sealed record Bound(EndPoint LocalEndPoint) : Event;

    /// <summary>The listening socket is closed; its address can be bound again.</summary>
    public sealed record Unbound : Event
    {
        /// <summary>The one instance.</summary>
        public static readonly Unbound Instance = new();
        private Unbound() { }
    }

    /// <summary>A connection stands. Its sender is the connection, which waits for <see cref="Register"/> unless it is one of the user's <see cref="ConnectionActor"/>s.</summary>
    public sealed record Connected(EndPoint RemoteEndPoint, EndPoint LocalEndPoint) : Event
    {
        /// <summary>What was agreed upon in the handshake; null without TLS.</summary>
        public TlsParameters? Tls { get; init; }
    }

    /// <summary>The next bytes of the stream. The memory is the receiver's own and never changes.</summary>
    public sealed record Received(ReadOnlyMemory<byte> Data) : Event;

    /// <summary>The peer has closed its direction; ours is still open (see <see cref="Register"/>).</summary>
    public sealed record PeerClosed : Event
    {
        /// <summary>The one instance.</summary>
        public static readonly PeerClosed Instance = new();
        private PeerClosed() { }
    }

    /// <summary>Writes are taken again; told once to each actor that had one refused for want of room.</summary>
    public sealed record WritingResumed : Event
    {
        /// <summary>The one instance.</summary>
        public static readonly WritingResumed Instance = new();
        private WritingResumed() { }
    }

    /// <summary>A command was not carried out, and nothing of it was done. Told to its sender; of a Bind, to the listener's commander.</summary>
    /// <param name="Command">The command as it was told.</param>
    /// <param name="Cause">For a failed system call a SocketException with the kernel's own error.</param>
    public sealed record CommandFailed(Command Command, Exception Cause) : Event
    {
        /// <summary>In one line: without the cause's stack.</summary>
        public override string ToString() => $"CommandFailed {{ {Command}, {Cause.GetType().Name}: {Cause.Message} }}";
    }

    /// <summary>The connection is over. Told exactly once, with the first reason there was.</summary>
    /// <remarks>
    /// To the handler, or before <see cref="Register"/> to the actor that was told <see cref="Connected"/>, and to each actor that
    /// asked for the close. Of an accepted connection that never came to Connected (its peer went away, or failed TLS's
    /// handshake) only the log knows, at Debug, and <see cref="ConnectionActor.OnClosed"/>; a dial fails.
    /// </remarks>
    /// <param name="Reason">Why.</param>
    /// <param name="Cause">What went wrong, when something did.</param>
    public sealed record Closed(CloseReason Reason, Exception? Cause = null) : Event
    {
        /// <summary>In one line: without the cause's stack.</summary>
        public override string ToString() =>
            Cause is null ? $"Closed {{ {Reason} }}" : $"Closed {{ {Reason}, {Cause.GetType().Name}: {Cause.Message} }}";
    }
}
