using System.Net;
using Akka.Event;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Serialization;

namespace Akka.NetPoll.Connections;

/// <content>The events.</content>
public static partial class Udp
{
    /// <summary>What a datagram socket's actor tells.</summary>
    public abstract record Event : ILocalMessage, IDeadLetterSuppression;

    /// <summary>The socket is open; with port 0 asked for, this names the port that the kernel chose. The sender is the socket's actor.</summary>
    public sealed record Bound(IPEndPoint LocalEndPoint) : Event;

    /// <summary>The socket sends to this peer and receives from it alone.</summary>
    public sealed record Connected(IPEndPoint RemoteEndPoint, IPEndPoint LocalEndPoint) : Event;

    /// <summary>One datagram.</summary>
    /// <param name="Data">The receiver's own; it never changes.</param>
    /// <param name="From">The sender's address.</param>
    /// <param name="IsTruncated">It was longer than akka.netpoll.datagram.receive-size, and the rest is lost.</param>
    public sealed record Received(ReadOnlyMemory<byte> Data, IPEndPoint From, bool IsTruncated) : Event;

    /// <summary>The network has reported an error about an earlier datagram, such as that its port is closed. The socket stays open.</summary>
    /// <param name="Cause">A SocketException; its SocketErrorCode is the kernel's own number where .NET has no word for it (64 is ENONET).</param>
    public sealed record ErrorReported(Exception Cause) : Event;

    /// <summary>A command was not carried out. Told to its sender; the other datagrams are not concerned.</summary>
    public sealed record CommandFailed(Command Command, Exception Cause) : Event
    {
        /// <summary>In one line: without the cause's stack.</summary>
        public override string ToString() => $"CommandFailed {{ {Command}, {Cause.GetType().Name}: {Cause.Message} }}";
    }

    /// <summary>The socket is closed: told to the handler, and to the sender of <see cref="Unbind"/>.</summary>
    /// <param name="Cause">The error that closed it; null after Unbind, or when its actor was stopped.</param>
    public sealed record Unbound(Exception? Cause = null) : Event;
}
