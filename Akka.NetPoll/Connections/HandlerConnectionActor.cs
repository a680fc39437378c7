using System.Buffers;
using Akka.Actor;

namespace Akka.NetPoll.Connections;

/// <summary>A connection in message style: what it receives it tells a handler.</summary>
/// <param name="commander">Told Connected; it, or whoever it asks to, answers Register. Unused with a handler factory.</param>
/// <param name="handlerProps">Makes the handler, a child of the connection; null: wait for Register.</param>
internal sealed class HandlerConnectionActor(IActorRef commander, Func<Tcp.Connected, Props>? handlerProps) : ConnectionActor
{
    private static readonly SupervisorStrategy StopHandler = new OneForOneStrategy(_ => Directive.Stop);

    private IActorRef? _handler;
    private ICancelable? _registerTimer;
    private bool _keepOpenOnPeerClosed, _handlerIsChild, _isAnnounced;

    public static Props Props(IActorRef commander, Func<Tcp.Connected, Props>? handlerProps) =>
        Akka.Actor.Props.Create(() => new HandlerConnectionActor(commander, handlerProps));

    protected override void OnConnected()
    {
        Tcp.Connected connected = Connected();
        if (handlerProps is null) AwaitHandler(connected);
        else StartHandler(handlerProps(connected), connected);
    }

    protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
    {
        // A copy, for the memory is the thread's and the handler keeps what it is told.
        byte[] copy = GC.AllocateUninitializedArray<byte>((int)data.Length);
        data.FirstSpan.CopyTo(copy);
        _handler!.Tell(new Tcp.Received(copy), Self);
        return data.End;
    }

    protected override void OnPeerClosed()
    {
        if (_keepOpenOnPeerClosed) _handler!.Tell(Tcp.PeerClosed.Instance, Self);
        else base.OnPeerClosed();
    }

    protected override void OnMessage(object message)
    {
        switch (message)
        {
            case Tcp.Register register: OnRegister(register); break;
            case NotRegistered: OnNotRegistered(); break;
            case Terminated terminated when terminated.ActorRef.Equals(_handler): OnHandlerStopped(); break;
            default: Unhandled(message); break;
        }
    }

    protected override void OnClosed(Tcp.Closed reason)
    {
        _registerTimer?.Cancel();
        Owner.Tell(reason, Self);
    }

    // A handler of our own goes with us, but not before it has seen Closed: children are stopped before their messages.
    private protected override void Leave()
    {
        if (!_handlerIsChild)
        {
            base.Leave();
            return;
        }

        TellClosed();
        _handler!.Tell(PoisonPill.Instance, Self);
    }

    // Who has been told Connected is told Closed, and nobody else: no handshake of TLS that fails troubles the commander.
    private protected override IActorRef Owner => _handler ?? (_isAnnounced ? commander : ActorRefs.Nobody);

    protected override SupervisorStrategy SupervisorStrategy() => StopHandler;

    // Nothing is read before there is somebody to tell it to.
    private void AwaitHandler(Tcp.Connected connected)
    {
        SuspendReading();
        if (Settings.RegisterTimeout > TimeSpan.Zero)
        {
            _registerTimer = Context.System.Scheduler.ScheduleTellOnceCancelable(
                Settings.RegisterTimeout, Self, NotRegistered.Instance, Self);
        }

        _isAnnounced = true;
        commander.Tell(connected, Self);
    }

    private void StartHandler(Props props, Tcp.Connected connected)
    {
        _handlerIsChild = true;
        _handler = Context.Watch(Context.ActorOf(props, "handler"));
        _handler.Tell(connected, Self);
        if (Settings.PullMode) SuspendReading();
    }

    private void OnRegister(Tcp.Register register)
    {
        if (_handler is not null && _handler.Equals(register.Handler))
        {
            _keepOpenOnPeerClosed = register.KeepOpenOnPeerClosed;
            return;
        }

        if (_handler is not null || IsClosing)
        {
            string why = IsClosing ? "the connection is being closed" : "a handler is registered already";
            Sender.Tell(new Tcp.CommandFailed(register, new InvalidOperationException(why)), Self);
            return;
        }

        _registerTimer?.Cancel();
        _registerTimer = null;
        _handler = Context.Watch(register.Handler);
        _keepOpenOnPeerClosed = register.KeepOpenOnPeerClosed;
        if (!Settings.PullMode) ResumeReading();
    }

    private void OnNotRegistered()
    {
        if (_handler is null) Reset(CloseReason.RegisterTimeout);
    }

    private void OnHandlerStopped()
    {
        if (IsOver && _handlerIsChild) Context.Stop(Self);
        // Once a close is asked for, the handler may go; what it wrote is still flushed.
        else if (!IsClosing) Reset(CloseReason.HandlerStopped);
        (_handler, _handlerIsChild) = (ActorRefs.Nobody, false);
    }

    private sealed record NotRegistered : INoSerializationVerificationNeeded
    {
        public static readonly NotRegistered Instance = new();
    }
}
