using System.Buffers;
using System.Net;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>One TCP connection. Subclass it to run your code where the bytes arrive, without a hop to another actor.</summary>
/// <remarks>
/// <para>Give its Props to a <see cref="ListenerActor"/> or a <see cref="DialerActor"/>, which create it and hand it its socket.
/// It also understands the commands of <see cref="Tcp"/>, from any actor; every other message comes to <see cref="OnMessage"/>.
/// All hooks run in the actor: one at a time, with its Context.</para>
/// <para>What is sent while one message is handled leaves in one system call when the handler returns. An exception ends the
/// connection with a reset; it is not restarted, for half of a conversation is no state to go on from.</para>
/// </remarks>
public abstract partial class ConnectionActor : ActorBase
{
    /// <summary>For Props that a <see cref="ListenerActor"/> or a <see cref="DialerActor"/> is given.</summary>
    /// <exception cref="InvalidOperationException">Another actor, or the system, creates it: it would never get a socket.</exception>
    protected ConnectionActor()
    {
        if (!ConnectionSupervisor.IsOf(Context.Parent))
        {
            throw new InvalidOperationException(
                $"{GetType().Name} would wait for a socket for ever: a connection is started by a listener or a dialer. "
                + $"Give its Props to {nameof(ListenerActor)}.Props(port, props) or {nameof(DialerActor)}.Props(props), not to ActorOf.");
        }

        (Inbound, Outbound) = (new Inbound(this), new Outbound(this));
    }

    /// <summary>The peer's address; null before <see cref="OnConnected"/>.</summary>
    protected EndPoint? RemoteEndPoint => _fd?.Remote;

    /// <summary>Our address; null before <see cref="OnConnected"/> and after <see cref="OnClosed"/>.</summary>
    protected EndPoint? LocalEndPoint => HasEnded ? null : _fd?.Local;

    /// <summary>What was agreed upon with the peer; null without TLS, and before <see cref="OnConnected"/>.</summary>
    protected TlsParameters? Tls => Channel.Tls;

    /// <summary>How many bytes wait because the peer does not take them.</summary>
    protected long PendingBytes => Outbound.Bytes;

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
    protected virtual void OnPeerClosed() => Ending.Begin(CloseReason.PeerClosed);

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

    /// <summary>Sends bytes, in order; they are copied if they cannot go at once.</summary>
    /// <returns>
    /// False when nothing was sent because the connection is closing, or because with them more than
    /// akka.netpoll.connection.write-limit would wait; then everything is refused until <see cref="OnWritingResumed"/>.
    /// </returns>
    protected bool Send(ReadOnlySpan<byte> data) => Outbound.Send(data);

    /// <inheritdoc cref="Send(ReadOnlySpan{byte})"/>
    protected bool Send(in ReadOnlySequence<byte> data) => Outbound.Send(data);

    /// <summary>Stops receiving; what the peer sends waits in the kernel, which in the end slows the peer down.</summary>
    protected void SuspendReading() => Inbound.Suspend();

    /// <summary>Goes on receiving. In pull mode: receives once.</summary>
    protected void ResumeReading() => Inbound.Resume();

    /// <summary>Closes after everything sent has been given to the kernel.</summary>
    protected void Close() => Ending.Begin(CloseReason.Closed);

    /// <summary>Flushes, closes our direction, and waits for the peer to close its own; bytes are received until then.</summary>
    /// <remarks>Only reading finds the peer's end, so suspended reading goes on, and in pull mode nothing need be asked for.</remarks>
    protected void ConfirmedClose() => Ending.BeginConfirmed();

    /// <summary>Closes at once with a reset; what has not been sent is dropped.</summary>
    protected void Abort() => Reset(CloseReason.Aborted);

    /// <summary>Calls the connection's own hooks and states; not to be called.</summary>
    protected sealed override bool Receive(object message)
    {
        try
        {
            _state(this, message);
            Outbound.FlushIfAny();
            Inbound.ActOnHangUp();
        }
        catch (Exception cause)
        {
            Context.GetLogger().Error(cause, "Connection with {0} failed", RemoteEndPoint);
            if (Settings is null)
            {
                Ending.Decide(CloseReason.Error, cause); // Here, because PostStop, which tells of the end, is not told why.
                throw; // The starter still has the socket, and closes it.
            }

            // Not thrown on: that would leave what is in the mailbox by now unanswered.
            Reset(CloseReason.Error, cause);
        }

        return true;
    }

    /// <summary>Resets the connection when its actor is stopped from outside. An override must call it.</summary>
    protected override void PostStop()
    {
        if (!HasEnded)
        {
            _fd?.ResetOnClose();
            Ending.Decide(CloseReason.Aborted, null);
            CloseSocket();
        }

        TellClosed();
    }

    /// <summary>What was told before the end has been answered.</summary>
    private sealed record AllAnswered : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly AllAnswered Instance = new();
    }
}
