using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

// Closing. A request (Close, ConfirmedClose, the peer's end of stream) becomes the reason only when it is carried out:
// a Close whose flush fails ends with the failure. The first outcome wins, and is told once.
public abstract partial class ConnectionActor
{
    private Rare? _rarely;
    private long _lastActivity; // Environment.TickCount64.

    private Rare Rarely => _rarely ??= new Rare();

    /// <summary>Closes after everything sent has been given to the kernel.</summary>
    protected void Close() => BeginClose(CloseReason.Closed);

    /// <summary>Flushes, closes our direction, and waits for the peer to close its own; bytes are received until then.</summary>
    /// <remarks>Only reading finds the peer's end, so suspended reading goes on, and in pull mode nothing need be asked for.</remarks>
    protected void ConfirmedClose()
    {
        if (IsOpen)
        {
            Set(Flag.Confirming);
            Clear(Flag.Held); // Also before Register: what still comes is told to the actor that was told Connected.
            ResumeReading();
        }

        BeginClose(CloseReason.ConfirmedClosed);
    }

    /// <summary>Closes at once with a reset; what has not been sent is dropped.</summary>
    protected void Abort() => Reset(CloseReason.Aborted);

    private protected bool IsClosing => !IsOpen;

    // The end has been told.
    private protected bool IsOver => Is(Flag.Told);

    private protected ConnectionSettings Settings => _settings;

    private protected void Reset(CloseReason reason, Exception? cause = null)
    {
        if (In(EndedState)) return;
        SocketOptions.ResetOnClose(_socket);
        End(reason, cause);
    }

    private void BeginClose(CloseReason request, Exception? cause = null)
    {
        if (!IsOpen) return;
        if (In(AttachingState) && _writes is not null)
        {
            Rarely.Request = request;
            Set(Flag.ClosesEarly);
            return;
        }

        if (In(AttachingState) || (IsHandshaking && !_tls!.IsHolding))
        {
            End(request);
            return;
        }

        (Rarely.Request, Rarely.RequestCause) = (request, cause);
        _state = ClosingState;
        WatchActivity(_settings.CloseTimeout);
        if (_tls is not null) AdvanceTls();
        else if (_writes is null) FinishClosing();
    }

    private void CloseAsAskedEarly()
    {
        if (!Is(Flag.ClosesEarly)) return;
        Clear(Flag.ClosesEarly);
        BeginClose(Rarely.Request);
    }

    // Everything is flushed, or the peer has closed: perhaps both.
    private void FinishClosing()
    {
        if (_writes is not null || (_tls is not null && !Is(Flag.SaidGoodbye))) return;
        if (Is(Flag.Confirming) && !Is(Flag.EndOfStream))
        {
            SocketError error = SocketOptions.ShutdownSend(_socket!);
            if (error == SocketError.Success) AwaitPeersEnd();
            else End(CloseReason.Error, new SocketException((int)error));
            return;
        }

        if (!Is(Flag.EndOfStream)) DiscardReceived();
        End(Rarely.Request, Rarely.RequestCause);
    }

    // Our owner is told what still comes, and can end it; so from here on only silence has a limit.
    private void AwaitPeersEnd()
    {
        Rarely.IsFlushed = true;
        WatchActivity(_settings.CloseTimeout);
        ReadLater();
    }

    // The kernel answers unread bytes with a reset, which could destroy what the peer has not read yet.
    private void DiscardReceived()
    {
        byte[] buffer = _received.Take(_settings.ReadBuffer, out _);
        for (int turn = 0; turn < _settings.ReadsPerTurn; turn++)
        {
            if (_socket!.TryReceive(buffer).Count == 0) break;
        }

        _received.Keep(buffer, 0, 0);
    }

    private void End(CloseReason reason, Exception? cause = null)
    {
        if (In(EndedState)) return;
        Decide(reason, cause);
        CloseSocket();
        Leave();
    }

    // The end is told in PostStop, for from within a hook it would be too early. What is in the mailbox by now is answered before.
    private protected virtual void Leave() => Self.Tell(AllAnswered.Instance, Self);

    private void StopNow()
    {
        if (!In(EndedState))
        {
            SocketOptions.ResetOnClose(_socket);
            Decide(CloseReason.Aborted, null);
            CloseSocket();
        }

        TellClosed();
    }

    private void CloseSocket()
    {
        _state = EndedState;
        if (DropsBytes) SocketOptions.ResetOnClose(_socket);
        FailAcknowledged();
        ReturnQueue();
        _received.Drop();
        _tls?.Dispose();
        _rarely?.Timer?.Cancel();
        if (_desc is not null) Context.System.NetPoll().Loop.Close(_desc);
        else _socket?.Dispose();
    }

    // An end that drops what was written is a reset: the peer must not take what it has got for all there was. Without keys
    // nothing could be sent; then the peer is to read the alert.
    private bool DropsBytes => _writes is { Bytes: > 0 } || _tls is { IsEstablished: true, HeldBytes: > 0 };

    // Every acknowledged write is answered once: those that still wait are not sent any more.
    private void FailAcknowledged()
    {
        if (_writes is null && _tls is null) return;
        Exception cause = Rarely.Outcome?.Cause ?? new IOException($"the connection ended before this was sent: {Rarely.Outcome?.Reason}");
        _writes?.FailAcknowledged(cause, Self);
        _tls?.FailAcknowledged(cause);
    }

    private void Decide(CloseReason reason, Exception? cause)
    {
        if (Rarely.Outcome is null) Rarely.Outcome = new Tcp.Closed(reason, cause);
    }

    private protected void TellClosed()
    {
        if (Is(Flag.Told)) return;
        Set(Flag.Told);
        Tcp.Closed closed = Rarely.Outcome ?? new Tcp.Closed(CloseReason.Aborted);
        if (Is(Flag.Counted)) ConnectionMetrics.Closed(closed.Reason);
        if (!Is(Flag.Established)) OnNeverEstablished(closed);
        _settings?.Dial?.Fail(closed.Cause ?? new OperationCanceledException($"the connection ended: {closed.Reason}"), Self);
        OnClosed(closed);
        Rarely.TellClosed(closed, Self, Owner);
    }

    // Who asks for the close is told of it too, like the handler.
    private bool AlsoTell(IActorRef closer) => Rarely.Closers.Add(closer);

    // Asked for when it had ended already: told how, once, as those before.
    private void AnswerLateCloser()
    {
        if (AlsoTell(Sender) && IsOver && !Sender.Equals(Owner)) Sender.Tell(Rarely.Outcome, Self);
    }

    // Is told by OnClosed, and not twice.
    private protected virtual IActorRef Owner => ActorRefs.Nobody;

    private void Touch()
    {
        // A peer that takes what is flushed bit by bit could otherwise hold on to us for ever.
        if (_rarely?.Timer is not null && (_rarely.IsFlushed || !In(ClosingState))) _lastActivity = Environment.TickCount64;
    }

    // One timer at a time, which looks when it fires whether anything happened meanwhile: traffic costs it nothing.
    private void WatchActivity(TimeSpan limit)
    {
        _rarely?.Timer?.Cancel();
        if (limit <= TimeSpan.Zero) return;
        _lastActivity = Environment.TickCount64;
        CheckAfter(limit);
    }

    private void CheckAfter(TimeSpan delay) => Rarely.Timer =
        Context.System.Scheduler.ScheduleTellOnceCancelable(delay, Self, CheckActivity.Instance, Self);

    private void OnCheckActivity()
    {
        TimeSpan limit = In(ClosingState) ? _settings.CloseTimeout : _settings.IdleTimeout;
        TimeSpan left = limit - TimeSpan.FromMilliseconds(Environment.TickCount64 - _lastActivity);
        if (left > TimeSpan.Zero) CheckAfter(left);
        else if (In(ClosingState)) Reset(CloseReason.CloseTimeout);
        else End(CloseReason.IdleTimeout);
    }

    /// <summary>What was told before the end has been answered.</summary>
    private sealed record AllAnswered : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly AllAnswered Instance = new();
    }

    private sealed record CheckActivity : INoSerializationVerificationNeeded
    {
        public static readonly CheckActivity Instance = new();
    }

    // What most connections never need.
    private sealed class Rare
    {
        public CloseReason Request { get; set; }
        public Exception? RequestCause { get; set; }
        public Tcp.Closed? Outcome { get; set; }
        public ICancelable? Timer { get; set; }
        public bool IsFlushed { get; set; }
        public HashSet<IActorRef> Refused => field ??= [];
        public HashSet<IActorRef> Closers => field ??= [];

        public void TellWritingResumed(IActorRef self)
        {
            foreach (IActorRef writer in Refused) writer.Tell(Tcp.WritingResumed.Instance, self);
            Refused.Clear();
        }

        public void TellClosed(Tcp.Closed closed, IActorRef self, IActorRef owner)
        {
            foreach (IActorRef closer in Closers.Where(closer => !closer.Equals(owner))) closer.Tell(closed, self);
        }
    }
}
