using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>Listens on an address and starts an actor for each connection it accepts.</summary>
/// <remarks>
/// <para>Its parent (or <see cref="ListenOptions.Commander"/>) is told <see cref="Tcp.Bound"/>, or <see cref="Tcp.CommandFailed"/>
/// with the kernel's error, and then the listener stops. It understands <see cref="Tcp.Unbind"/> and <see cref="Tcp.ResumeAccepting"/>.</para>
/// <para>Connections are its children. After Unbind they live on, and the listener with them, until the last one is gone: an
/// actor that watches it is told when everything has drained. Stopping the listener's actor is another thing: it stops the
/// tree, and each connection is reset.</para>
/// <para>When a commander that is not its parent stops, the listener does as if it were told Unbind.</para>
/// <para>Connections run on <see cref="NetPollSettings.Dispatcher"/>, the listener on the dispatcher of its own Props: those are made
/// without a system, so nothing says that its configuration knows that dispatcher yet. It only accepts, so little is lost.</para>
/// </remarks>
public sealed partial class ListenerActor : ActorBase
{
    private readonly EndPoint _address;
    private readonly ListenOptions _options;
    private readonly IActorRef _commander;
    private readonly Props _connection;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ConnectionSupervisor _connections;

    private Action<object> _state;
    private ConnectionsExtension? _netPoll; // From PreStart on; null when its settings are bad.
    private ListenSettings _settings = null!; // From PreStart on, as the next one.
    private ConnectionSettings _connectionSettings = null!;
    private ListenFd? _fd;

    // Out of descriptors the runtime cannot load an assembly either: what a refused accept needs is loaded while there are some.
    static ListenerActor() => _ = new SocketException((int)SocketError.TooManyOpenSockets).Message;

    /// <summary>For Props; use its overloads here.</summary>
    public ListenerActor(EndPoint address, ListenOptions options, Props? connection, Func<Tcp.Connected, Props>? handler)
    {
        (_address, _options) = (address, options);
        _commander = options.Commander ?? Context.Parent;
        _connection = ConnectionSupervisor.OnNetPoll(connection ?? HandlerConnectionActor.Props(_commander, handler));
        _connections = new ConnectionSupervisor(Context, _log);
        _state = Listening;
    }

    /// <summary>Listens on all addresses, IPv6 and IPv4. Connections are told to the parent, which answers Register.</summary>
    /// <param name="port">Zero leaves the choice to the kernel; Bound names it.</param>
    /// <param name="options">What differs from akka.netpoll.listener and akka.netpoll.connection.</param>
    public static Props Props(int port, ListenOptions? options = null) => Props(ListenRequest.Any(port), options);

    /// <summary>Listens on all addresses and runs a <see cref="ConnectionActor"/> for each connection.</summary>
    public static Props Props(int port, Props connection, ListenOptions? options = null) =>
        Props(ListenRequest.Any(port), connection, options);

    /// <summary>Listens on all addresses and runs a handler for each connection, as <see cref="Props(EndPoint, Func{Tcp.Connected, Props}, ListenOptions)"/> does.</summary>
    public static Props Props(int port, Func<Tcp.Connected, Props> handler, ListenOptions? options = null) =>
        Props(ListenRequest.Any(port), handler, options);

    /// <summary>Listens on one address. Connections are told to the parent, which answers Register.</summary>
    /// <param name="address">An <see cref="IPEndPoint"/> or a <see cref="UnixDomainSocketEndPoint"/>; no name.</param>
    /// <param name="options">What differs from akka.netpoll.listener and akka.netpoll.connection.</param>
    public static Props Props(EndPoint address, ListenOptions? options = null) => Create(address, options, null, null);

    /// <summary>Listens on one address and runs a <see cref="ConnectionActor"/> for each connection.</summary>
    /// <param name="address">An <see cref="IPEndPoint"/> or a <see cref="UnixDomainSocketEndPoint"/>; no name.</param>
    /// <param name="connection">Of a subclass of <see cref="ConnectionActor"/>.</param>
    /// <param name="options">What differs from akka.netpoll.listener and akka.netpoll.connection.</param>
    public static Props Props(EndPoint address, Props connection, ListenOptions? options = null) =>
        Create(address, options, ConnectionSupervisor.CheckedConnection(connection), null);

    /// <summary>Listens on one address and runs a handler for each connection.</summary>
    /// <param name="address">An <see cref="IPEndPoint"/> or a <see cref="UnixDomainSocketEndPoint"/>; no name.</param>
    /// <param name="handler">
    /// Makes the handler's Props. The handler is a child of its connection, is told Connected, Received and Closed, and
    /// writes to its parent. It answers Connected with <see cref="Tcp.Register"/>, before which nothing is received; Register(Self, true)
    /// keeps our direction open when the peer closes its own.
    /// The handler is stopped after Closed; when it stops earlier, the connection is reset. Stopping the connection
    /// from outside (PoisonPill, Stop, or with its listener) resets it too, but Akka stops children first and gives them no
    /// further message: then the handler's PostStop is what tells it, and no Closed comes. Tell the connection Abort instead.
    /// </param>
    /// <param name="options">What differs from akka.netpoll.listener and akka.netpoll.connection.</param>
    public static Props Props(EndPoint address, Func<Tcp.Connected, Props> handler, ListenOptions? options = null) =>
        Create(address, options, null, handler);

    internal static Props Create(EndPoint address, ListenOptions? options, Props? connection, Func<Tcp.Connected, Props>? handler)
    {
        ListenRequest.Check(address);
        return Akka.Actor.Props.Create(() => new ListenerActor(address, options ?? new ListenOptions(), connection, handler))
            .WithDeploy(Deploy.Local);
    }

    /// <summary>Binds and tells so, or that it failed.</summary>
    protected override void PreStart()
    {
        try
        {
            _netPoll = ConnectionsExtension.Get(Context.System);
            ReadSettings(_netPoll.Settings);
            _fd = ListenFd.Open(_options.Request(_address, _settings), _netPoll.Runtime.Loop);
        }
        catch (OpenException failed)
        {
            Fail(failed.Cause);
            return;
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            Fail(cause);
            return;
        }

        _netPoll.Shutdown.AddListener(Self);
        if (!_commander.Equals(Context.Parent)) Context.Watch(_commander); // A parent takes its children with it.
        _log.Debug("Listening on {0}", _fd.Local);
        // The scheduler starts its thread with the first message it is given. Out of descriptors, when the back-off needs it, no
        // thread can be started.
        Context.System.Scheduler.ScheduleTellOnce(TimeSpan.Zero, ActorRefs.Nobody, TryAgain.Instance, Self);
        _commander.Tell(new Tcp.Bound(_fd.Local), Self);
        Accept();
    }

    /// <summary>Closes the listening socket; the connections have been stopped before.</summary>
    protected override void PostStop()
    {
        _netPoll?.Shutdown.Remove(Self);
        CloseSocket();
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => _connections.Strategy();

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        _state(message);
        return true;
    }

    // Not in the constructor, so that options that make no sense are answered like an address that cannot be had.
    private void ReadSettings(ConnectionsSettings settings)
    {
        _settings = settings.Listener.With(_options);
        _backoff = _settings.MinBackoff;
        _connectionSettings = settings.Connection.With(_options.Connection)
            .For(_options.Tls is { } tls ? TlsHandshake.Of(tls, settings.Tls.With(tls)) : null);
    }

    private void CloseSocket()
    {
        _backoffTimer?.Cancel();
        _fd?.Close();
        _fd = null;
    }

    // The guardian, parent of what is started with system.ActorOf, makes nothing of CommandFailed.
    private bool IsHeard => _commander.Path.Depth > 1;

    private void Fail(Exception cause)
    {
        // Bad settings and options are a mistake of the program, whatever the commander makes of them.
        if (IsHeard && cause is not ConfigurationException) _log.Debug("Cannot listen on {0}: {1}", _address, cause.Message);
        else _log.Error("Cannot listen on {0}: {1}", _address, cause.Message);
        _commander.Tell(new Tcp.CommandFailed(new Tcp.Bind(_address, _options), cause), Self);
        Context.Stop(Self);
    }
}
