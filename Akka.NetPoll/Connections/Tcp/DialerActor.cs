using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>Makes connections: tell it <see cref="Tcp.Connect"/>, as many as you like.</summary>
/// <remarks>
/// The sender of Connect is answered <see cref="Tcp.Connected"/> by the connection's actor, or <see cref="Tcp.CommandFailed"/>
/// with the real cause: exactly one of the two, also when the connection's actor cannot be made, or it or the dialer stops.
/// Connections are children of the dialer, also while they are being dialed: stopping it resets them.
/// </remarks>
public sealed class DialerActor : ActorBase
{
    private readonly Props? _connection;
    private readonly Func<Tcp.Connected, Props>? _handler;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ConnectionSupervisor _connections;
    private ConnectionsExtension? _netPoll; // From PreStart on; null when its settings are bad.

    /// <summary>For Props; use its overloads here.</summary>
    public DialerActor(Props? connection, Func<Tcp.Connected, Props>? handler)
    {
        (_connection, _handler) = (connection, handler);
        _connections = new ConnectionSupervisor(Context, _log);
    }

    /// <summary>The sender of Connect is told Connected by the connection, and answers it with Register.</summary>
    public static Props Props() => Create(null, null);

    /// <summary>Runs a <see cref="ConnectionActor"/> for each connection. The sender of Connect is told Connected too, by that actor.</summary>
    /// <param name="connection">Of a subclass of <see cref="ConnectionActor"/>.</param>
    public static Props Props(Props connection) => Create(ConnectionSupervisor.CheckedConnection(connection), null);

    /// <summary>Runs a handler for each connection, a child of the connection, which it writes to. The sender of Connect is told Connected too.</summary>
    public static Props Props(Func<Tcp.Connected, Props> handler) => Create(null, handler);

    private static Props Create(Props? connection, Func<Tcp.Connected, Props>? handler) =>
        Akka.Actor.Props.Create(() => new DialerActor(connection, handler)).WithDeploy(Deploy.Local);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        try
        {
            _netPoll = ConnectionsExtension.Get(Context.System);
            _netPoll.Shutdown.AddSocketOwner(Self);
        }
        catch (ConfigurationException cause)
        {
            _log.Error("Cannot dial: {0}", cause.Message); // Each Connect is answered so, too.
        }
    }

    /// <inheritdoc/>
    protected override void PostStop() => _netPoll?.Shutdown.Remove(Self);

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => _connections.Strategy();

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is not Tcp.Connect connect) return _connections.OnMessage(message);
        OnConnect(connect);
        return true;
    }

    private void OnConnect(Tcp.Connect connect)
    {
        TimeSpan timeout = connect.Timeout ?? _netPoll?.Settings.DialTimeout ?? default;
        var answer = new ConnectAnswer(connect, Sender, _connection is not null || _handler is not null, timeout);
        try
        {
            ConnectionsSettings configured = ConnectionsExtension.Get(Context.System).Settings; // Throws again what PreStart has logged.
            ConnectionSettings settings = configured.Connection.With(connect.Options)
                .For(connect.Tls is { } tls ? TlsHandshake.Of(tls, configured.Tls.With(tls)) : null, Request(connect, timeout, configured.FallbackDelay), answer);
            _connections.Start(ConnectionSupervisor.OnNetPoll(_connection ?? HandlerConnectionActor.Props(Sender, _handler)), null, settings);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            answer.Fail(cause, Self);
        }
    }

    private static DialRequest Request(Tcp.Connect connect, TimeSpan timeout, TimeSpan fallbackDelay) => new(connect.RemoteEndPoint)
    {
        LocalEndPoint = connect.LocalEndPoint,
        End = timeout > TimeSpan.Zero ? Deadline.After(timeout) : Deadline.None,
        FallbackDelay = fallbackDelay,
        Resolve = connect.Resolve,
    };
}
