using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>One TCP connection. Subclass it to run your code where the bytes arrive, without a hop to another actor.</summary>
/// <remarks>
/// <para>Give its Props to a <see cref="ListenerActor"/> or a <see cref="DialerActor"/>, which create it and hand it its socket.
/// It also understands the commands of <see cref="Tcp"/>, from anybody; every other message comes to <see cref="OnMessage"/>.
/// All hooks run in the actor: one at a time, with its Context.</para>
/// <para>What is sent while one message is handled leaves in one system call when the handler returns. An exception ends the
/// connection with a reset; it is not restarted, for half of a conversation is no state to go on from.</para>
/// </remarks>
public abstract partial class ConnectionActor : ActorBase
{
    private Socket? _socket;
    private PollDesc? _desc;
    private ConnectionSettings _settings = null!; // From Attach on.
    private Action<ConnectionActor, object> _state = AttachingState;
    private EndPoint? _remote;

    /// <summary>For Props that a <see cref="ListenerActor"/> or a <see cref="DialerActor"/> is given.</summary>
    /// <exception cref="InvalidOperationException">Another actor, or the system, creates it: it would never get a socket.</exception>
    protected ConnectionActor()
    {
        if (Nursery.IsOf(Context.Parent)) return;
        throw new InvalidOperationException(
            $"{GetType().Name} would wait for a socket for ever: a connection is started by a listener or a dialer. "
            + $"Give its Props to {nameof(ListenerActor)}.Props(port, props) or {nameof(DialerActor)}.Props(props), not to ActorOf.");
    }

    /// <summary>The peer's address; null before <see cref="OnConnected"/>.</summary>
    protected EndPoint? RemoteEndPoint => _remote;

    /// <summary>Our address; null before <see cref="OnConnected"/> and after <see cref="OnClosed"/>.</summary>
    protected EndPoint? LocalEndPoint => In(EndedState) ? null : SocketAddresses.Unmapped(_socket?.LocalEndPoint);

    /// <summary>The connection stands; from here on bytes are received. May send, close, suspend reading.</summary>
    protected virtual void OnConnected()
    {
    }

    /// <summary>Bytes have come; says up to where it has consumed them.</summary>
    /// <remarks>
    /// What is not consumed is there again, in front, when more comes; at most akka.netpoll.connection.receive-limit of it.
    /// The memory is valid only during the call: it belongs to the thread and the next connection reads into it.
    /// </remarks>
    /// <param name="data">What has not been consumed yet.</param>
    /// <returns>data.End when everything was consumed, data.Start when nothing was.</returns>
    protected abstract SequencePosition OnReceived(ReadOnlySequence<byte> data);

    /// <summary>The peer has closed its direction: nothing more comes. Closes ours unless overridden, after flushing.</summary>
    /// <remarks>Overridden, the connection stays half open until it is closed.</remarks>
    protected virtual void OnPeerClosed() => BeginClose(CloseReason.PeerClosed);

    /// <summary>A message that is none of the connection's own.</summary>
    protected virtual void OnMessage(object message) => Unhandled(message);

    /// <summary>Sending works again after <see cref="Send(ReadOnlySpan{byte})"/> was refused: little is waiting now.</summary>
    protected virtual void OnWritingResumed()
    {
    }

    /// <summary>The connection is over. Called exactly once, just before the actor stops, also when <see cref="OnConnected"/> was not.</summary>
    protected virtual void OnClosed(Tcp.Closed reason)
    {
    }

    /// <summary>How many bytes wait because the peer does not take them.</summary>
    protected long PendingBytes => (_writes?.Bytes ?? 0) + (_tls?.HeldBytes ?? 0);

    // The memory that waiting bytes and acknowledgements hold: what the watermarks and the limit count.
    private long PendingCost => (_writes?.Cost ?? 0) + HeldCost;

    /// <summary>Calls the connection's own hooks and states; not to be called.</summary>
    protected sealed override bool Receive(object message)
    {
        try
        {
            _state(this, message);
            FlushIfAny();
            if (Is(Flag.HungUp)) ActOnHangUp();
        }
        catch (Exception cause)
        {
            Context.GetLogger().Error(cause, "Connection with {0} failed", _remote);
            if (In(AttachingState))
            {
                Decide(CloseReason.Error, cause); // Here, because PostStop, which tells of the end, is not told why.
                throw; // The socket is still its starter's, which closes it.
            }

            // Not thrown on: that would leave what is in the mailbox by now unanswered.
            Reset(CloseReason.Error, cause);
        }

        return true;
    }

    /// <summary>Resets the connection when its actor is stopped from outside. An override must call it.</summary>
    protected override void PostStop() => StopNow();

    /// <summary>Never happens: the listener and the dialer stop a connection that fails.</summary>
    protected override void PreRestart(Exception reason, object message) => PostStop();

    private bool In(Action<ConnectionActor, object> state) => ReferenceEquals(_state, state);

    private bool Is(Flag flag) => (_flags & flag) != 0;

    private void Set(Flag flag) => _flags |= flag;

    private void Clear(Flag flag) => _flags &= ~flag;

    private Flag _flags;

    [Flags]
    private enum Flag : ushort
    {
        // A ReadReady or WaitFailed is on its way to us, from the poller or from ourselves: never ask for another.
        WaitingToRead = 1,

        // The same for WriteReady.
        WaitingToWrite = 2,

        // The owner does not want to be told of more bytes.
        Suspended = 4,

        // More than the high watermark waits to be sent.
        Congested = 8,

        // A write was refused and so are all that follow, until WritingResumed: what gets through stays in order.
        Refusing = 16,

        // Our direction is to be closed, or is, and the peer's is awaited.
        Confirming = 32,

        // The peer has closed its direction.
        EndOfStream = 64,

        // The end has been told.
        Told = 128,

        // The connection is among the active ones.
        Counted = 256,

        // OnConnected has been called.
        Established = 512,

        // TLS's close_notify has been sent, or waits to be as the last thing.
        SaidGoodbye = 1024,

        // Nothing is read before the handler has registered, whatever is said of suspending and resuming.
        Held = 2048,

        // The kernel has reported a hang-up or an error; if nothing is being read, no system call of ours will find it.
        HungUp = 4096,

        // A close was asked for before there was a socket to flush to.
        ClosesEarly = 8192,
    }

    /// <summary>What a new connection's actor is given to begin with.</summary>
    /// <param name="Socket">Connected.</param>
    /// <param name="Desc">The socket's when it is registered already.</param>
    /// <param name="Settings">Shared by its siblings.</param>
    internal sealed record Attach(Socket Socket, PollDesc? Desc, ConnectionSettings Settings)
        : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    /// <summary>The answer to <see cref="Attach"/>: from here on the connection closes the socket.</summary>
    internal sealed record Attached : INoSerializationVerificationNeeded
    {
        public static readonly Attached Instance = new();
    }
}
