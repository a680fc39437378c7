using System.Net;
using Akka.Actor;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Serialization;

namespace Akka.NetPoll.Connections;

/// <summary>The messages of <see cref="DatagramActor"/>. Here: the commands.</summary>
public static partial class Udp
{
    /// <summary>What may be asked of a datagram socket's actor.</summary>
    public abstract record Command : ILocalMessage;

    /// <summary>Opens the socket for datagrams from any address; answered <see cref="Bound"/>. Port 0 leaves the choice to the kernel.</summary>
    /// <param name="LocalEndPoint">The wildcard of IPv6 is that of IPv4 too.</param>
    public sealed record Bind(IPEndPoint LocalEndPoint) : Command
    {
        /// <summary>
        /// The actor that is told what is received; null is the sender. When it stops, so does the socket's actor. It is answered
        /// too where there is no sender; with neither of them nothing is opened, which is logged as an error, and the actor stops.
        /// </summary>
        public IActorRef? Handler { get; init; }
    }

    /// <summary>Opens the socket for one peer: others' datagrams are not received. Answered <see cref="Connected"/>.</summary>
    /// <param name="RemoteEndPoint">An <see cref="IPEndPoint"/> or a <see cref="DnsEndPoint"/>.</param>
    public sealed record Connect(EndPoint RemoteEndPoint) : Command
    {
        /// <summary>Where to send from; null leaves it to the kernel.</summary>
        public IPEndPoint? LocalEndPoint { get; init; }

        /// <summary>
        /// The actor that is told what is received; null is the sender. When it stops, so does the socket's actor. It is answered
        /// too where there is no sender; with neither of them nothing is opened, which is logged as an error, and the actor stops.
        /// </summary>
        public IActorRef? Handler { get; init; }
    }

    /// <summary>Sends one datagram, whole or not at all; an empty one is one too.</summary>
    /// <param name="Data">Must not change until it has been sent.</param>
    /// <param name="EndPoint">
    /// An <see cref="IPEndPoint"/>; a <see cref="DnsEndPoint"/>, which is looked up first, while later datagrams go ahead;
    /// null on a connected socket, which knows its peer.
    /// </param>
    /// <param name="Ack">Told to the sender when the kernel has taken the datagram; null for none.</param>
    public sealed record Send(ReadOnlyMemory<byte> Data, EndPoint? EndPoint = null, object? Ack = null) : Command, Akka.Event.IDeadLetterSuppression;

    /// <summary>Nothing more is received after what has already been told. The kernel keeps what its buffer holds and drops the rest.</summary>
    public sealed record SuspendReading : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly SuspendReading Instance = new();
        private SuspendReading() { }
    }

    /// <summary>Receives again.</summary>
    public sealed record ResumeReading : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly ResumeReading Instance = new();
        private ResumeReading() { }
    }

    /// <summary>Sends what the kernel takes at once, closes the socket and stops its actor; answered <see cref="Unbound"/>.</summary>
    public sealed record Unbind : Command
    {
        /// <summary>The one instance.</summary>
        public static readonly Unbind Instance = new();
        private Unbind() { }
    }
}
