using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>One UDP socket: tell it <see cref="Udp.Bind"/> or <see cref="Udp.Connect"/>, then <see cref="Udp.Send"/>.</summary>
/// <remarks>
/// It receives and sends many datagrams with one system call. Datagrams come and go whole: one that is too long to be
/// received says that it was cut, one that is too long to be sent is refused. When opening fails it may be tried again.
/// </remarks>
public sealed partial class DatagramActor : ActorBase
{
    private const string OpenAlready = "the socket is open already";

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly DatagramOptions _options;

    private Action<object> _state;
    private ConnectionsExtension? _netPoll; // From PreStart on; null when its settings are bad.
    private DatagramSettings _settings = null!; // The same.
    private IActorRef _handler = ActorRefs.Nobody;
    private PollFd? _fd;
    private IPEndPoint? _remote; // Of a connected socket.
    private readonly HashSet<LookUp> _lookUps = []; // Those under way.

    /// <summary>For Props; use its method here.</summary>
    public DatagramActor(DatagramOptions options)
    {
        _options = options;
        _state = Unopened;
    }

    /// <summary>
    /// Makes a socket's actor, on the default dispatcher. Once the extension is there, it runs where sockets are polled with
    /// <c>.WithDispatcher(NetPollSettings.Dispatcher)</c>.
    /// </summary>
    /// <param name="options">What differs from akka.netpoll.datagram.</param>
    public static Props Props(DatagramOptions? options = null) =>
        Akka.Actor.Props.Create(() => new DatagramActor(options ?? new DatagramOptions())).WithDeploy(Deploy.Local);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        try
        {
            _netPoll = ConnectionsExtension.Get(Context.System);
            _settings = _netPoll.Settings.Datagram.With(_options);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            _log.Error("Cannot open datagram sockets: {0}", cause.Message);
            _state = message => Misconfigured(message, cause);
            return;
        }

        _netPoll.Shutdown.AddSocketOwner(Self);
    }

    /// <summary>Closes the socket, and answers each command that still waits with its failure.</summary>
    protected override void PostStop()
    {
        _netPoll?.Shutdown.Remove(Self);
        Close(null);
        foreach (LookUp lookUp in _lookUps) Fail(lookUp.Command, lookUp.Asker, SocketClosed());
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        // What is not ours any more was answered before a restart.
        if (message is not Found found || _lookUps.Remove(found.LookUp)) _state(message);
        return true;
    }

    // The settings are bad, and there will be no socket.
    private void Misconfigured(object message, Exception cause)
    {
        switch (message)
        {
            case Udp.Unbind: Unbind(Sender); break;
            case Udp.Command command: Fail(command, Sender, cause); break;
            default: Unhandled(message); break;
        }
    }

    // There is no socket yet.
    private void Unopened(object message)
    {
        switch (message)
        {
            case Udp.Bind bind when Asker(bind.Handler) is { } asker: Open(bind, bind.Handler, asker); break;
            case Udp.Connect connect when Asker(connect.Handler) is { } asker: OnConnect(connect, asker); break;
            case Udp.Bind or Udp.Connect: OnOpenedWithoutReceiver(message); break;
            case Found { LookUp.Command: Udp.Connect connect } found: OnPeerFound(connect, found); break;
            case Udp.Unbind: Unbind(Sender); break;
            case Udp.Command command: Refuse(command, "the socket is not open"); break;
            default: OnOther(message); break;
        }
    }

    // Datagrams come and go.
    private void Opened(object message)
    {
        switch (message)
        {
            case Poller.ReadReady: OnReadReady(); break;
            case Poller.WriteReady: OnWriteReady(); break;
            case Udp.Send send: OnSend(send); break;
            case FlushNow: OnFlushNow(); break;
            case Found { LookUp.Command: Udp.Send send } found: OnTargetFound(send, found); break;
            case Found found: Refuse(found.LookUp.Command, OpenAlready); break;
            case Udp.SuspendReading: _suspended = true; break;
            case Udp.ResumeReading: _suspended = false; ReceiveAll(); break;
            case Udp.Unbind: Unbind(Sender); break;
            case Udp.Command command: Refuse(command, OpenAlready); break;
            case Poller.WaitFailed failed: End(failed.Cause); break;
            case Terminated: Context.Stop(Self); break;
            default: OnOther(message); break;
        }
    }

    private void OnOther(object message)
    {
        switch (message)
        {
            case ConnectionsShutdown.CloseAll: Unbind(ActorRefs.Nobody); Sender.Tell(Done.Instance, Self); break;
            default: Unhandled(message); break;
        }
    }

    // The actor that is answered: the sender, or without one the handler. Null: neither is there.
    private IActorRef? Asker(IActorRef? handler) => Sender.Equals(Context.System.DeadLetters) ? handler : Sender;

    // Neither what is received nor that opening failed could be told to any actor; one that watches us is told Terminated.
    private void OnOpenedWithoutReceiver(object command)
    {
        _log.Error("{0} has neither a Handler nor a sender: what is received would be lost, so no socket is opened", command);
        Context.Stop(Self);
    }

    private void OnConnect(Udp.Connect connect, IActorRef asker)
    {
        if (connect.RemoteEndPoint is DnsEndPoint name) Find(name, connect, asker);
        else Open(connect, connect.Handler, asker);
    }

    private void Open(Udp.Command command, IActorRef? handler, IActorRef asker)
    {
        try
        {
            (IPEndPoint? local, _remote) = Addresses(command);
            _fd = UdpSocket.Open(local, _remote, _settings, _options.Control, _netPoll!.Runtime.Loop);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            _remote = null;
            Fail(command, asker, (cause as OpenException)?.Cause ?? cause);
            return;
        }

        _handler = Context.Watch(handler ?? asker);
        _state = Opened;
        var bound = (IPEndPoint)_fd.Local!;
        asker.Tell(_remote is null ? new Udp.Bound(bound) : new Udp.Connected(_remote, bound), Self);
        ReceiveAll();
    }

    private static (IPEndPoint? Local, IPEndPoint? Remote) Addresses(Udp.Command command) => command switch
    {
        Udp.Bind bind => (bind.LocalEndPoint, null),
        Udp.Connect { RemoteEndPoint: IPEndPoint remote } connect => (connect.LocalEndPoint, remote),
        _ => throw new ArgumentException($"{((Udp.Connect)command).RemoteEndPoint} is no address of UDP", nameof(command)),
    };

    private void OnPeerFound(Udp.Connect connect, Found found)
    {
        AddressFamily? family = connect.LocalEndPoint?.AddressFamily;
        if (found.First(address => family is null || address.AddressFamily == family) is not { } address) Fail(connect, Sender, found.Cause);
        else Open(connect with { RemoteEndPoint = address }, connect.Handler, Sender);
    }

    // Found's sender is the actor that sent the command, so that it is the one answered.
    private void Find(DnsEndPoint name, Udp.Command command, IActorRef asker)
    {
        var lookUp = new LookUp(command, asker);
        _lookUps.Add(lookUp);
        Resolver.LookUpAsync(name.Host, name.AddressFamily).PipeTo(
            Self, lookUp.Asker, addresses => new Found(lookUp, addresses, name.Port, null), cause => new Found(lookUp, [], name.Port, cause));
    }

    private void Unbind(IActorRef asker)
    {
        if (_fd is not null) Flush();
        Close(null);
        if (!asker.Equals(_handler)) asker.Tell(new Udp.Unbound(), Self);
        Context.Stop(Self);
    }

    private void End(Exception cause)
    {
        _log.Error(cause, "The datagram socket {0} failed", _fd?.Local);
        Close(cause);
        Context.Stop(Self);
    }

    private void Close(Exception? cause)
    {
        if (_fd is null) return;
        FailAll(cause ?? SocketClosed());
        _fd.Close();
        _fd = null;
        _handler.Tell(new Udp.Unbound(cause), Self);
    }

    private void Refuse(Udp.Command command, string why) => Fail(command, Sender, new InvalidOperationException(why));

    private void Fail(Udp.Command command, IActorRef asker, Exception cause) => asker.Tell(new Udp.CommandFailed(command, cause), Self);

    private static ObjectDisposedException SocketClosed() => new(nameof(Socket), "the socket is closed");

    // Each its own: the same command may be told twice.
    private sealed class LookUp(Udp.Command command, IActorRef asker)
    {
        public Udp.Command Command => command;
        public IActorRef Asker => asker;
    }

    private sealed record Found(LookUp LookUp, IPAddress[] Addresses, int Port, Exception? Failure) : INoSerializationVerificationNeeded
    {
        public Exception Cause => Failure ?? new SocketException((int)SocketError.HostNotFound);

        public IPEndPoint? First(Func<IPAddress, bool> suits) =>
            Array.Find(Addresses, address => suits(address)) is { } address ? new IPEndPoint(address, Port) : null;
    }
}
