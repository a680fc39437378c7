using System.Buffers;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Runtime;

namespace Akka.NetPoll.Connections;

// The parts, and what they ask of each other and of the owner's hooks.
public abstract partial class ConnectionActor
{
    private Action<ConnectionActor, object> _state = AttachingState;
    private PollFd? _fd; // From Attach on, or, if it dials, from when it is connected.
    private ConnectionDial? _dial;
    private Ending? _ending;
    private InactivityTimer? _inactivity;
    private bool _isCounted; // Among the active connections.
    private bool _isOwnerGone; // What still comes is told to no actor any more.

    internal Inbound Inbound { get; }

    internal Outbound Outbound { get; }

    internal Channel Channel { get; private set; } = Channel.Plain;

    internal Ending Ending => _ending ??= new Ending(this);

    /// <summary>From Attach on.</summary>
    internal ConnectionSettings Settings { get; private set; } = null!;

    internal PollFd Fd => _fd!;

    internal IActorRef Reference => Self;

    internal bool HasSocket => _fd is not null;

    /// <summary>OnConnected has been called.</summary>
    internal bool IsEstablished { get; private set; }

    /// <summary>Whether a write may still be taken.</summary>
    internal bool IsOpen => !IsClosing && !HasEnded && _ending is not { IsEarly: true };

    internal bool IsReceiving => In(OpenState) && IsEstablished;

    internal bool IsClosing => In(ClosingState);

    internal bool IsConfirming => _ending is { IsConfirming: true };

    internal bool HasEnded => In(EndedState);

    private protected bool IsClosedTold => _ending is { IsTold: true };

    // Is told by OnClosed, and not twice.
    private protected virtual IActorRef Owner => ActorRefs.Nobody;

    private void OnAttach(Attach attach)
    {
        Settings = attach.Settings;
        Sender.Tell(Attached.Instance, Self);
        if (HasEnded) attach.Fd?.Close(); // Closed before it began.
        else if (attach.Fd is not null) Begin(attach.Fd);
        else _dial = new ConnectionDial(Settings.Dial!, NetPollRuntime.Get(Context.System), Self);
    }

    private void Begin(PollFd fd)
    {
        _fd = fd;
        if (!Opening.Prepare(this, fd)) return;
        _isCounted = true;
        ConnectionMetrics.Opened();
        WatchActivity(Settings.IdleTimeout, isFixed: false);
        _state = OpenState;
        if (Settings.Tls is { } handshake) Channel = new TlsChannel(handshake, Self);
        Channel.Begin(this);
        _ending?.BeginAsAskedEarly();
        Inbound.Read();
    }

    /// <summary>The owner comes to know of the connection, and the actor that told Connect.</summary>
    internal void Establish()
    {
        IsEstablished = true;
        ConnectAnswer? answer = Settings.Answer;
        Tcp.Connected? connected = answer is null ? null : Connected(); // OnConnected may end it.
        OnConnected();
        answer?.Succeed(connected!, Self);
    }

    internal Tcp.Connected Connected() => new(RemoteEndPoint!, LocalEndPoint!) { Tls = Tls };

    internal SequencePosition HandOver(in ReadOnlySequence<byte> data) => OnReceived(data);

    internal void ResumeWriting() => OnWritingResumed();

    internal void NoteTraffic() => _inactivity?.Touch();

    /// <summary>The peer's stream has ended; with a cause where it must not have.</summary>
    internal void OnEndOfStream(Exception? unexpected)
    {
        Inbound.HasEnded = true;
        if (unexpected is not null) Ending.OnUnexpectedEnd(unexpected);
        else if (In(OpenState)) OnPeerClosed();
        else Ending.Finish();
    }

    /// <summary>Nothing is written any more; what was is flushed.</summary>
    internal void BeginClosing()
    {
        _state = ClosingState;
        // A peer that takes what is flushed bit by bit could otherwise hold on to us for ever.
        WatchActivity(Settings.CloseTimeout, isFixed: true);
        Channel.BeginClosing(this);
    }

    /// <summary>Our owner is told what still comes, and can end it; so as long as it lives only silence has a limit.</summary>
    internal void AwaitPeersEnd()
    {
        WatchActivity(Settings.CloseTimeout, isFixed: _isOwnerGone);
        Inbound.ReadLater();
    }

    /// <summary>Of a connection that is closing: a peer that never stops sending could hold on to it for ever.</summary>
    private protected void OnOwnerGone()
    {
        _isOwnerGone = true;
        if (IsConfirming) WatchActivity(Settings.CloseTimeout, isFixed: true);
    }

    private void WatchActivity(TimeSpan limit, bool isFixed)
    {
        if (limit <= TimeSpan.Zero && _inactivity is null) return;
        (_inactivity ??= new InactivityTimer(Context.System.Scheduler, Self)).Start(limit, isFixed);
    }

    private protected void Reset(CloseReason reason, Exception? cause = null)
    {
        if (HasEnded) return;
        _fd?.ResetOnClose();
        End(reason, cause);
    }

    internal void End(CloseReason reason, Exception? cause = null)
    {
        if (HasEnded) return;
        Ending.Decide(reason, cause);
        try
        {
            CloseSocket();
        }
        finally
        {
            // Whatever happens there: the actor must stop. What is in the mailbox by now is answered before.
            Self.Tell(AllAnswered.Instance, Self);
        }
    }

    // What was told us before the end is answered. The end is told in PostStop, for from within a hook it would be too early.
    private protected virtual void Leave() => Context.Stop(Self);

    private void CloseSocket()
    {
        _state = EndedState;
        // The peer must not take what it has got for all there was.
        if (Outbound.IsUnsent || Channel.DropsBytes) _fd?.ResetOnClose();
        // Every acknowledged write is answered once: those that still wait are not sent any more.
        Outbound.Fail();
        Channel.End(this);
        Inbound.Drop();
        _inactivity?.Stop();
        _dial?.Dispose();
        _fd?.Close();
    }

    private protected void TellClosed()
    {
        if (Ending.IsTold) return;
        Ending.IsTold = true;
        Tcp.Closed closed = Ending.Outcome!;
        if (_isCounted) ConnectionMetrics.Closed(closed.Reason);
        if (!IsEstablished && RemoteEndPoint is not null) Opening.LogFailure(Context.GetLogger(), this, closed);
        Settings?.Answer?.Fail(closed.Cause ?? new OperationCanceledException($"the connection ended: {closed.Reason}"), Self);
        try
        {
            OnClosed(closed);
        }
        finally
        {
            Ending.TellClosers(Owner); // Also when the hook throws.
        }
    }

    private bool In(Action<ConnectionActor, object> state) => ReferenceEquals(_state, state);
}
