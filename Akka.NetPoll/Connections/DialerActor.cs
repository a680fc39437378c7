using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>Makes connections: tell it <see cref="Tcp.Connect"/>, as many as you like.</summary>
/// <remarks>
/// Who tells it is answered <see cref="Tcp.Connected"/> by the connection's actor, or <see cref="Tcp.CommandFailed"/> with the real
/// cause: exactly one of the two, also when the connection's actor cannot be made, or the dialer or what dials for it
/// stops. Connections are children of the dialer: stopping it resets them.
/// </remarks>
public sealed class DialerActor : ActorBase
{
    private static readonly ConnectionOptions DefaultOptions = new();

    private readonly Props? _connection;
    private readonly Func<Tcp.Connected, Props>? _handler;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Nursery _nursery;
    private NetPoll? _netPoll; // From PreStart on; null when its settings are bad.
    private readonly Dictionary<IActorRef, ConnectionSettings> _attempts = [];

    /// <summary>For Props; use its overloads here.</summary>
    public DialerActor(Props? connection, Func<Tcp.Connected, Props>? handler)
    {
        (_connection, _handler) = (connection, handler);
        _nursery = new Nursery(Context, _log, OnChildEnds);
    }

    /// <summary>Connections are told to who asked for them, who answers Register.</summary>
    public static Props Props() => Create(null, null);

    /// <summary>Runs a <see cref="ConnectionActor"/> for each connection. Who asked is told Connected too, with it as the sender.</summary>
    /// <param name="connection">Of a subclass of <see cref="ConnectionActor"/>.</param>
    public static Props Props(Props connection) => Create(Nursery.CheckedConnection(connection), null);

    /// <summary>Runs a handler for each connection, a child of the connection, which it writes to. Who asked is told Connected too.</summary>
    public static Props Props(Func<Tcp.Connected, Props> handler) => Create(null, handler);

    private static Props Create(Props? connection, Func<Tcp.Connected, Props>? handler) =>
        Akka.Actor.Props.Create(() => new DialerActor(connection, handler)).WithDeploy(Deploy.Local);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        try
        {
            _netPoll = Context.System.NetPoll();
            _netPoll.Shutdown.AddDialer(Self);
        }
        catch (ConfigurationException cause)
        {
            _log.Error("Cannot dial: {0}", cause.Message); // Each Connect is answered so, too.
        }
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _netPoll?.Shutdown.Remove(Self);
        foreach (ConnectionSettings settings in _attempts.Values) settings.Dial!.Fail(new OperationCanceledException("the dialer has stopped"), Self);
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => _nursery.Strategy();

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Tcp.Connect connect: OnConnect(connect); break;
            case DialAttemptActor.Dialed dialed: OnDialed(dialed); break;
            case DialAttemptActor.DialFailed failed: OnFailed(failed); break;
            default: return _nursery.OnMessage(message);
        }

        return true;
    }

    private void OnConnect(Tcp.Connect connect)
    {
        try
        {
            NetPollSettings netPoll = Context.System.NetPoll().Settings;
            ConnectionSettings settings = netPoll.Connection.With(connect.Options ?? DefaultOptions) with
            {
                Tls = connect.Tls is { } tls ? TlsHandshake.Of(tls, netPoll) : null,
                Dial = new Dialing(connect, Sender, tellsConnected: _connection is not null || _handler is not null),
            };
            TimeSpan timeout = connect.Timeout ?? netPoll.DialTimeout;
            Props attempt = Nursery.OnNetPoll(Akka.Actor.Props.Create(() => new DialAttemptActor(connect, timeout)));
            _attempts.Add(Context.ActorOf(attempt), settings);
        }
        catch (Exception cause) when (cause is ArgumentException or ConfigurationException)
        {
            Sender.Tell(new Tcp.CommandFailed(connect, cause), Self);
        }
    }

    private void OnDialed(DialAttemptActor.Dialed dialed)
    {
        bool isOurs = dialed.Socket.TryTake();
        Context.Stop(Sender); // After taking, for it takes back what is left when it stops.
        if (!isOurs) return; // The attempt has closed it, and tells why.
        _attempts.Remove(Sender, out ConnectionSettings? settings);
        Props props = Nursery.OnNetPoll(_connection ?? HandlerConnectionActor.Props(settings!.Dial!.Commander, _handler));
        _nursery.Start(props, dialed.Socket.Socket, dialed.Socket.Desc, settings!);
    }

    private void OnFailed(DialAttemptActor.DialFailed failed)
    {
        if (_attempts.Remove(Sender, out ConnectionSettings? settings)) settings.Dial!.Fail(failed.Cause, Self);
    }

    // Through the mailbox, and so behind what the attempt has told us before it ended: usually that, and then this is not heard.
    private void OnChildEnds(IActorRef child, Exception? failure)
    {
        if (!_attempts.ContainsKey(child)) return;
        if (failure is not null) _log.Error(failure, "Dialing failed of itself");
        Self.Tell(new DialAttemptActor.DialFailed(failure ?? new OperationCanceledException("what was dialing has been stopped")), child);
    }
}
