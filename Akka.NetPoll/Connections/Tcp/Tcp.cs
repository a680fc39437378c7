using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Serialization;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>The messages that connections, listeners and dialers understand and send. Here: the commands.</summary>
/// <remarks>
/// The vocabulary is Akka.IO's. Payloads are memory that is referred to until it is sent: the sender of a
/// <see cref="Write"/> must not change its bytes any more.
/// </remarks>
public static partial class Tcp
{
    /// <summary>What may be asked of a listener, a dialer or a connection.</summary>
    public abstract record Command : ILocalMessage;

    /// <summary>What a listener does when it starts. It is seen only as the command of a <see cref="CommandFailed"/>.</summary>
    public sealed record Bind(EndPoint LocalEndPoint, ListenOptions Options) : Command
    {
        /// <summary>In one line: without the options.</summary>
        public override string ToString() => $"Bind {{ {LocalEndPoint} }}";
    }

    /// <summary>Asks a listener to stop accepting and to close its socket; answered <see cref="Unbound"/>.</summary>
    /// <remarks>Its connections live on. The listener stops by itself when the last of them is gone.</remarks>
    public sealed record Unbind : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly Unbind Instance = new();
        private Unbind() { }
    }

    /// <summary>Asks a dialer for a connection; answered <see cref="Connected"/>, by the connection, or <see cref="CommandFailed"/>.</summary>
    /// <param name="RemoteEndPoint">
    /// An <see cref="IPEndPoint"/>, a <see cref="DnsEndPoint"/> (its addresses are tried in order, both families side by side), or
    /// a <see cref="UnixDomainSocketEndPoint"/>.
    /// </param>
    public sealed record Connect(EndPoint RemoteEndPoint) : Command
    {
        /// <summary>Where to connect from; null leaves it to the kernel.</summary>
        public EndPoint? LocalEndPoint { get; init; }

        /// <summary>For the name's look-up and all its addresses together; null is akka.netpoll.dialer.timeout, zero is as long as the kernel tries.</summary>
        public TimeSpan? Timeout { get; init; }

        /// <summary>Begin with a TLS handshake, and answer after it: when it fails, CommandFailed. Null: no TLS.</summary>
        public TlsClientSettings? Tls { get; init; }

        /// <summary>How the connection behaves; null is akka.netpoll.connection.</summary>
        public ConnectionOptions? Options { get; init; }

        /// <summary>Looks a name's addresses up; the system's resolver unless a spec sets it.</summary>
        internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Resolver.LookUpAsync;
    }

    /// <summary>Names the actor that is told what a connection receives; answers <see cref="Connected"/>. Not answered itself.</summary>
    /// <remarks>
    /// Until then nothing is read and no end of the peer's is acted upon, also when the handler is the child that a factory has made;
    /// what is told the connection before counts. If it does not come within akka.netpoll.connection.register-timeout, or the actor
    /// that was told Connected stops, the connection is reset. A second one is answered <see cref="CommandFailed"/>, unless the
    /// handler repeats its own to change KeepOpenOnPeerClosed.
    /// </remarks>
    /// <param name="Handler">
    /// Told <see cref="Received"/> and, at the end, <see cref="Closed"/>, upon which it is its own affair to stop. When it
    /// stops earlier, the connection is reset.
    /// </param>
    /// <param name="KeepOpenOnPeerClosed">
    /// Whether the end of the peer's stream leaves our direction open: the handler is told <see cref="PeerClosed"/> and
    /// goes on writing. Otherwise the connection closes.
    /// </param>
    public sealed record Register(IActorRef Handler, bool KeepOpenOnPeerClosed = false) : Command;

    /// <summary>
    /// Sends bytes. Writes go out whole and in the order told. Answered <see cref="CommandFailed"/> when the connection is closing,
    /// or when more than akka.netpoll.connection.write-limit would wait: then <see cref="WritingResumed"/> says when to go on,
    /// except for a write that is longer than that limit by itself.
    /// </summary>
    /// <param name="Data">Must not change until it has been sent.</param>
    /// <param name="Ack">
    /// Told to the sender when the kernel has taken the last byte; null for none. If the connection ends before that, the sender is
    /// told <see cref="CommandFailed"/>: a write with an Ack that reaches the connection is answered once.
    /// </param>
    /// <remarks>That the connection is gone by then is everyday life, so it is not reported as a dead letter.</remarks>
    public sealed record Write(ReadOnlySequence<byte> Data, object? Ack = null) : Command, IDeadLetterSuppression
    {
        /// <summary>Sends one piece of memory.</summary>
        public Write(ReadOnlyMemory<byte> data, object? ack = null) : this(new ReadOnlySequence<byte>(data), ack) { }
    }

    /// <summary>Stops reading: nothing more is received after what has already been told. Nothing is lost.</summary>
    public sealed record SuspendReading : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly SuspendReading Instance = new();
        private SuspendReading() { }
    }

    /// <summary>Starts reading again; in pull mode, asks for one more <see cref="Received"/>.</summary>
    public sealed record ResumeReading : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly ResumeReading Instance = new();
        private ResumeReading() { }
    }

    /// <summary>Allows a listener in pull mode to accept that many more connections.</summary>
    public sealed record ResumeAccepting(int Count) : Command;

    /// <summary>Closes after everything written has been given to the kernel; answered <see cref="Closed"/>, which the handler is told too.</summary>
    public sealed record Close : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly Close Instance = new();
        private Close() { }
    }

    /// <summary>Flushes, closes our direction, and waits until the peer has closed its own; answered <see cref="Closed"/>.</summary>
    /// <remarks>Suspended reading goes on, for it is what finds the peer's end, and in pull mode nothing need be asked for.</remarks>
    public sealed record ConfirmedClose : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly ConfirmedClose Instance = new();
        private ConfirmedClose() { }
    }

    /// <summary>Closes at once with a reset (RST); what has not been sent is dropped. Answered <see cref="Closed"/>.</summary>
    public sealed record Abort : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly Abort Instance = new();
        private Abort() { }
    }
}
