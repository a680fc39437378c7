using System.Buffers;
using Akka.Actor;

namespace Akka.NetPoll.Connections;

/// <summary>A connection in message style: what it receives it tells a handler.</summary>
/// <remarks>
/// Connected is told to the commander, or to the child that the factory made, and that actor or another answers Register. What a
/// handler states by messages comes when it comes, so until Register nothing is read and no end of the peer's is acted upon.
/// The actor that was told Connected is watched until then, and the handler from then on.
/// </remarks>
/// <param name="commander">Told Connected. Unused with a handler factory.</param>
/// <param name="handlerProps">Makes the handler, a child of the connection, which is told Connected; null: the commander is.</param>
internal sealed class HandlerConnectionActor(IActorRef commander, Func<Tcp.Connected, Props>? handlerProps) : ConnectionActor
{
    private static readonly SupervisorStrategy StopHandler = new OneForOneStrategy(_ => Directive.Stop);

    private IActorRef? _announced; // Was told Connected.
    private IActorRef? _handler; // Has been registered.
    private IActorRef? _child; // Of the factory, as long as it lives.
    private ICancelable? _registerTimer;
    private bool _keepOpenOnPeerClosed;

    public static Props Props(IActorRef commander, Func<Tcp.Connected, Props>? handlerProps) =>
        Akka.Actor.Props.Create(() => new HandlerConnectionActor(commander, handlerProps));

    protected override void OnConnected()
    {
        Tcp.Connected connected = Connected();
        Inbound.Hold();
        if (Settings.PullMode) SuspendReading();
        if (handlerProps is not null) _child = Context.ActorOf(handlerProps(connected), "handler");
        _announced = Context.Watch(_child ?? commander);
        if (Settings.RegisterTimeout > TimeSpan.Zero)
        {
            _registerTimer = Context.System.Scheduler.ScheduleTellOnceCancelable(
                Settings.RegisterTimeout, Self, NotRegistered.Instance, Self);
        }

        _announced.Tell(connected, Self);
    }

    protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
    {
        // A copy, for the memory is the thread's and the handler keeps what it is told.
        byte[] copy = GC.AllocateUninitializedArray<byte>((int)data.Length);
        data.FirstSpan.CopyTo(copy);
        Owner.Tell(new Tcp.Received(copy), Self);
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
            case Terminated terminated: OnTerminated(terminated.ActorRef); break;
            default: Unhandled(message); break;
        }
    }

    protected override void OnClosed(Tcp.Closed reason)
    {
        _registerTimer?.Cancel();
        Owner.Tell(reason, Self);
    }

    // A handler of our own goes with us, but not before it has seen Closed: children are stopped before their messages. It has the
    // answers to what it told before: behind Closed it takes none.
    private protected override void Leave()
    {
        if (_child is null)
        {
            base.Leave();
            return;
        }

        TellClosed();
        _child.Tell(PoisonPill.Instance, Self);
    }

    // Told Closed: the handler, or before Register the actor that was told Connected. Before Connected no actor is, so a TLS
    // handshake that fails does not trouble the commander.
    private protected override IActorRef Owner => _handler ?? _announced ?? ActorRefs.Nobody;

    protected override SupervisorStrategy SupervisorStrategy() => StopHandler;

    private void OnRegister(Tcp.Register register)
    {
        if (_handler is not null && _handler.Equals(register.Handler))
        {
            _keepOpenOnPeerClosed = register.KeepOpenOnPeerClosed;
            return;
        }

        if (_handler is not null || !IsOpen)
        {
            string why = _handler is null ? "the connection is being closed" : "a handler is registered already";
            Sender.Tell(new Tcp.CommandFailed(register, new InvalidOperationException(why)), Self);
            return;
        }

        _registerTimer?.Cancel();
        _registerTimer = null;
        _handler = Context.Watch(register.Handler);
        if (!_handler.Equals(_announced) && _child is null) Context.Unwatch(_announced);
        _keepOpenOnPeerClosed = register.KeepOpenOnPeerClosed;
        Inbound.Release();
    }

    private void OnNotRegistered()
    {
        if (_handler is null && IsOpen) Reset(CloseReason.RegisterTimeout);
    }

    private void OnTerminated(IActorRef gone)
    {
        bool wasChild = gone.Equals(_child);
        if (wasChild) _child = null;
        if (HasEnded)
        {
            if (wasChild && IsClosedTold) Context.Stop(Self); // It has seen Closed. Before that, Leave comes.
        }
        // Once a close is asked for, the handler may go; what it wrote is still flushed. The announced one may go when it has
        // had another registered.
        else if (gone.Equals(_handler ?? _announced))
        {
            if (IsOpen) Reset(CloseReason.HandlerStopped);
            else OnOwnerGone();
        }
    }

    private sealed record NotRegistered : INoSerializationVerificationNeeded
    {
        public static readonly NotRegistered Instance = new();
    }
}
