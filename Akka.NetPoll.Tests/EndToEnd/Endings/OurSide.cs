using System.Buffers;
using System.Net;
using System.Net.Security;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Tests.EndToEnd.Endings;

/// <summary>Starts a listener whose connections echo, and do their act at its moment. Tells Bound to the sender of "address".</summary>
internal sealed class OurSide : UntypedActor
{
    // More than the socket buffers of both ends hold on loopback.
    private static readonly byte[] Much = new byte[12 << 20];

    private readonly Ending _ending;
    private readonly EndingLedger _ledger;
    private IActorRef _asker = ActorRefs.Nobody;
    private EndPoint? _address;

    public OurSide(Ending ending, EndingLedger ledger)
    {
        (_ending, _ledger) = (ending, ledger);
        Listener = Context.ActorOf(ListenerProps(), "listener");
    }

    public IActorRef Listener { get; }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case "address": _asker = Sender; break;
            case Tcp.Bound bound: _address = bound.LocalEndPoint; break;
            case Tcp.Closed closed: _ledger.Closed(Sender, closed); break; // It ended before its handler was registered.
            case Tcp.Connected:
                IActorRef handler = Context.ActorOf(HandlerProps(Sender));
                Sender.Tell(new Tcp.Register(handler, _ending.KeepsOpen));
                handler.Tell("registered");
                break;
        }

        if (_address is null) return;
        _asker.Tell(_address);
        _asker = ActorRefs.Nobody;
    }

    private Props ListenerProps()
    {
        var address = new IPEndPoint(IPAddress.Loopback, 0);
        (Ending ending, EndingLedger ledger) = (_ending, _ledger);
        return _ending.Style switch
        {
            Style.Subclass => ListenerActor.Props(address, ConnectionProps(ending, ledger), Options()),
            Style.TlsSubclass => ListenerActor.Props(address, ConnectionProps(ending, ledger), Options() with { Tls = Tls() }),
            Style.FactoryHandler => ListenerActor.Props(address, _ => HandlerProps(null), Options()),
            Style.TlsHandler => ListenerActor.Props(address, _ => HandlerProps(null), Options() with { Tls = Tls() }),
            Style.RegisteredHandler => ListenerActor.Props(address, Options()),
            _ => ListenerActor.Props(address, (conn, _) => Serve(conn, ending, ledger), Options()),
        };
    }

    private static Props ConnectionProps(Ending ending, EndingLedger ledger) => Props.Create(() => new Connection(ending, ledger));

    private Props HandlerProps(IActorRef? connection)
    {
        (Ending ending, EndingLedger ledger) = (_ending, _ledger);
        return Props.Create(() => new Handler(ending, ledger, connection));
    }

    // What takes time here is what ends it.
    private ListenOptions Options() => new()
    {
        Connection = new ConnectionOptions
        {
            IdleTimeout = _ending.Reason == CloseReason.IdleTimeout ? TimeSpan.FromMilliseconds(100) : TimeSpan.Zero,
            CloseTimeout = _ending.Reason == CloseReason.CloseTimeout ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(20),
        },
    };

    private static TlsServerSettings Tls() => new(new SslServerAuthenticationOptions { ServerCertificate = Certificates.For("localhost") });

    private static async Task Serve(NetConn conn, Ending ending, EndingLedger ledger)
    {
        ledger.Connected();
        if (ending.Act == Act.ThrowAtOnce) throw new InvalidOperationException("at once");
        byte[] buffer = new byte[100];
        for (int count; (count = await conn.ReadAsync(buffer)) > 0;)
        {
            await conn.WriteAsync(buffer.AsMemory(0, count));
            switch (ending.Act)
            {
                case Act.Throw: throw new InvalidOperationException("while serving");
                case Act.CancelItself: throw new OperationCanceledException("of its own");
                case Act.Return: return;
                case Act.NeverEnd:
                    ledger.Acted();
                    await new TaskCompletionSource().Task;
                    break;
            }
        }
    }

    /// <summary>A subclass.</summary>
    private sealed class Connection : ConnectionActor
    {
        private readonly Ending _ending;
        private readonly EndingLedger _ledger;

        public Connection(Ending ending, EndingLedger ledger)
        {
            if (ending is { When: Moment.Constructor, Act: Act.Throw }) throw new InvalidOperationException("in the constructor");
            (_ending, _ledger) = (ending, ledger);
        }

        protected override void OnConnected()
        {
            _ledger.Connected();
            if (_ending.When == Moment.Connected) DoAct();
        }

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            foreach (ReadOnlyMemory<byte> piece in data) Send(piece.Span);
            if (_ending.When == Moment.Received) DoAct();
            return data.End;
        }

        protected override void OnClosed(Tcp.Closed reason) => _ledger.Closed(Self, reason);

        private void DoAct()
        {
            switch (_ending.Act)
            {
                case Act.Throw: throw new InvalidOperationException("in a hook");
                case Act.Stop: Context.Stop(Self); break;
                case Act.Poison: Self.Tell(PoisonPill.Instance); break;
                case Act.Kill: Self.Tell(Akka.Actor.Kill.Instance); break;
                case Act.Close: Close(); break;
                case Act.ConfirmedClose: ConfirmedClose(); break;
                case Act.Abort: Abort(); break;
                case Act.Suspend: SuspendReading(); break;
                case Act.SuspendAndResume: SuspendReading(); break;
                case Act.WriteMuch: Send(Much); break;
                case Act.WriteMuchAndClose: Send(Much); Close(); break;
            }

            _ledger.Acted();
        }
    }

    /// <summary>A handler, of the factory when it is not given its connection.</summary>
    private sealed class Handler : UntypedActor
    {
        private readonly Ending _ending;
        private readonly EndingLedger _ledger;
        private IActorRef? _connection;

        public Handler(Ending ending, EndingLedger ledger, IActorRef? connection)
        {
            (_ending, _ledger, _connection) = (ending, ledger, connection);
            if (ending is { When: Moment.Constructor, Act: Act.Throw }) throw new InvalidOperationException("in the constructor");
        }

        protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

        protected override void PostRestart(Exception reason) => Context.Stop(Self);

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Tcp.Connected:
                    _connection = Sender;
                    Sender.Tell(new Tcp.Register(Self, _ending.KeepsOpen));
                    OnConnected();
                    break;
                case "registered": OnConnected(); break;
                case "act": DoAct(); break;
                case Tcp.Received received:
                    _connection!.Tell(new Tcp.Write(received.Data));
                    if (_ending.When == Moment.Received) DoAct();
                    break;
                case Tcp.PeerClosed when _ending.Act == Act.Nothing: _connection!.Tell(Tcp.Close.Instance); break;
                case Tcp.Closed closed: _ledger.Closed(_connection!, closed); break;
            }
        }

        // Behind Register, which the connection is told before what the act tells it.
        private void OnConnected()
        {
            _ledger.Connected();
            if (_ending.When == Moment.Connected) Self.Tell("act");
        }

        private void DoAct()
        {
            switch (_ending.Act)
            {
                case Act.Throw: throw new InvalidOperationException("while handling");
                case Act.Stop: Context.Stop(Self); break;
                case Act.Poison: Self.Tell(PoisonPill.Instance); break;
                case Act.Kill: Self.Tell(Akka.Actor.Kill.Instance); break;
                case Act.PoisonConnection: _connection!.Tell(PoisonPill.Instance); break;
                case Act.Close: _connection!.Tell(Tcp.Close.Instance); break;
                case Act.ConfirmedClose: _connection!.Tell(Tcp.ConfirmedClose.Instance); break;
                case Act.Abort: _connection!.Tell(Tcp.Abort.Instance); break;
                case Act.Suspend: _connection!.Tell(Tcp.SuspendReading.Instance); break;
                case Act.SuspendAndResume: _connection!.Tell(Tcp.SuspendReading.Instance); break;
                case Act.WriteMuch: _connection!.Tell(new Tcp.Write(Much)); break;
                case Act.WriteMuchAndClose:
                    _connection!.Tell(new Tcp.Write(Much));
                    _connection.Tell(Tcp.Close.Instance);
                    break;
            }

            _ledger.Acted();
        }
    }
}
