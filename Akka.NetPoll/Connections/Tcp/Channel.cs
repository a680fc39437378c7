using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>How the bytes of a connection pass between its socket and its owner: as they are, or through TLS.</summary>
/// <remarks>Used by the connection's thread, which each call is given the connection of.</remarks>
internal abstract class Channel
{
    /// <summary>For all connections without TLS; it holds nothing.</summary>
    public static readonly Channel Plain = new PlainChannel();

    /// <summary>Begins, with a connected socket; sooner or later it calls Establish, or ends the connection.</summary>
    public abstract void Begin(ConnectionActor connection);

    /// <summary>Whether bytes of the socket are wanted though the owner wants no data.</summary>
    public abstract bool WantsInput(ConnectionActor connection);

    /// <summary>Makes one system call, or hands on what is there already. False when the socket has nothing more.</summary>
    public abstract bool Read(ConnectionActor connection);

    /// <summary>Sends bytes, or has them wait; they are copied if they cannot go at once.</summary>
    public abstract void Send(ConnectionActor connection, ReadOnlySpan<byte> data);

    /// <summary>The same for memory that does not change any more, and its acknowledgement if there is one.</summary>
    public abstract void Send(ConnectionActor connection, Tcp.Write write, IActorRef sender);

    /// <summary>To be called when the connection begins to close, and on progress from then on: ends the stream that is sent.</summary>
    public abstract void BeginClosing(ConnectionActor connection);

    /// <summary>Whether all that belongs before the end of the stream has been said.</summary>
    public abstract bool HasEndedOutput { get; }

    /// <summary>Whether a close has nothing to flush, for nothing was agreed upon with the peer yet.</summary>
    public abstract bool MayCloseAtOnce { get; }

    /// <summary>Bytes that are not in the queue yet.</summary>
    public abstract long HeldBytes { get; }

    /// <summary>The memory that these hold.</summary>
    public abstract long HeldCost { get; }

    /// <summary>Whether an end now drops bytes that are held and could have been sent.</summary>
    public abstract bool DropsBytes { get; }

    /// <summary>Tells the sender of each acknowledged write that is held that it fails, and lets go of what it holds.</summary>
    public abstract void End(ConnectionActor connection);

    /// <summary>The end of the stream, a failure, or nothing for now, which is false.</summary>
    protected static bool OnNothingReceived(ConnectionActor connection, IoResult result)
    {
        if (result.WouldBlock) return false;
        if (result.IsSuccess) connection.OnEndOfStream(null);
        else connection.End(CloseReason.Error, new SocketException((int)result.Error));
        return true;
    }

    /// <summary>What was agreed upon with the peer; null without TLS.</summary>
    public virtual TlsParameters? Tls => null;

    /// <summary>Something that did not complete at once may have.</summary>
    public virtual void OnProgress(ConnectionActor connection)
    {
    }
}
