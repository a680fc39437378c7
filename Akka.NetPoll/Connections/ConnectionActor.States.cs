using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

// The states. Each is one method, entered by setting _state to its delegate, which all connections share.
public abstract partial class ConnectionActor
{
    private static readonly Action<ConnectionActor, object> AttachingState = static (self, message) => self.Attaching(message);
    private static readonly Action<ConnectionActor, object> HandshakingState = static (self, message) => self.Handshaking(message);
    private static readonly Action<ConnectionActor, object> OpenState = static (self, message) => self.Open(message);
    private static readonly Action<ConnectionActor, object> ClosingState = static (self, message) => self.Closing(message);
    private static readonly Action<ConnectionActor, object> EndedState = static (self, message) => self.Ended(message);

    // The socket is on its way to us. What is written already waits.
    private void Attaching(object message)
    {
        switch (message)
        {
            case Attach attach: OnAttach(attach); break;
            case Tcp.Command command: OnCommand(command); break;
            default: OnMessage(message); break;
        }
    }

    // Both directions flow. After the peer's end of stream only ours does, when it was to be kept open.
    private void Open(object message)
    {
        switch (message)
        {
            case Poller.ReadReady: OnReadReady(); break;
            case Poller.WriteReady: OnWriteReady(); break;
            case Tcp.Command command: OnCommand(command); break;
            case Poller.WaitFailed failed: End(CloseReason.Error, failed.Cause); break;
            case Poller.HungUp: Set(Flag.HungUp); break;
            case CheckActivity: OnCheckActivity(); break;
            case TlsSession.Progress: OnTlsProgress(); break;
            default: OnMessage(message); break;
        }
    }

    // We want to close: what was written before is flushed, nothing is written any more. When the peer is to confirm,
    // its bytes are still received.
    private void Closing(object message)
    {
        switch (message)
        {
            case Poller.ReadReady: OnReadReady(); break;
            case Poller.WriteReady: OnWriteReady(); break;
            case Tcp.Command command: OnCommand(command); break;
            case Poller.WaitFailed failed: End(CloseReason.Error, failed.Cause); break;
            case Poller.HungUp: Set(Flag.HungUp); break;
            case CheckActivity: OnCheckActivity(); break;
            case TlsSession.Progress: OnTlsProgress(); break;
            default: OnMessage(message); break;
        }
    }

    // The socket is closed. The actor stays until what was told it before is answered, and a handler of its own has seen the end.
    private void Ended(object message)
    {
        switch (message)
        {
            case Attach attach: OnLateAttach(attach); break;
            case Tcp.Write write: Refuse(write, NotOpen()); break;
            case Tcp.Close or Tcp.ConfirmedClose or Tcp.Abort: AnswerLateCloser(); break;
            case AllAnswered: Context.Stop(Self); break;
            case Poller.ReadReady or Poller.WriteReady or Poller.WaitFailed or Poller.HungUp: break;
            case Tcp.Command or CheckActivity or TlsSession.Progress: break;
            default: OnMessage(message); break;
        }
    }

    private void OnCommand(Tcp.Command command)
    {
        switch (command)
        {
            case Tcp.Write write: OnWrite(write); break;
            case Tcp.SuspendReading: SuspendReading(); break;
            case Tcp.ResumeReading: ResumeReading(); break;
            case Tcp.Close: AlsoTell(Sender); Close(); break;
            case Tcp.ConfirmedClose: AlsoTell(Sender); ConfirmedClose(); break;
            case Tcp.Abort: AlsoTell(Sender); Abort(); break;
            default: OnMessage(command); break;
        }
    }

    private void OnAttach(Attach attach)
    {
        (_socket, _desc, _settings) = (attach.Socket, attach.Desc, attach.Settings);
        Sender.Tell(Attached.Instance, Self);
        try
        {
            _remote = SocketAddresses.Unmapped(_socket.RemoteEndPoint);
            SocketOptions.Apply(_socket, _settings);
            _desc ??= Context.System.NetPoll().Loop.Watch(_socket);
            _desc.TellHangUp(Self);
        }
        catch (Exception cause) when (cause is SocketException or MultiplexerException)
        {
            // Most often: the peer has gone again before we came to look.
            End(CloseReason.Error, cause);
            return;
        }

        Set(Flag.Counted);
        ConnectionMetrics.Opened();
        WatchActivity(_settings.IdleTimeout);
        if (_settings.Tls is { } handshake)
        {
            BeginHandshake(handshake);
            CloseAsAskedEarly();
            return;
        }

        Establish();
        CloseAsAskedEarly();
        Read();
    }

    // The owner comes to know of the connection, and who has dialed that it has one.
    private void Establish()
    {
        _state = OpenState;
        Set(Flag.Established);
        Dialing? dial = _settings.Dial;
        Tcp.Connected? connected = dial is null ? null : Connected(); // OnConnected may end it.
        OnConnected();
        dial?.Succeed(connected!, Self);
    }

    private protected Tcp.Connected Connected() => new(_remote!, LocalEndPoint!) { Tls = Tls };

    // The peer went away too early, say, or did not agree on TLS: no commander or handler was told of the connection.
    private void OnNeverEstablished(Tcp.Closed closed)
    {
        if (_remote is null) return;
        ILoggingAdapter log = Context.GetLogger();
        if (IsOurs(closed.Cause)) log.Error(closed.Cause, "No connection with {0}", _remote);
        else log.Debug("No connection with {0}: {1} {2}", _remote, closed.Reason, closed.Cause?.Message);
    }

    // Neither the peer nor the network: such as the choice of TLS options that has thrown. Who has dialed is told, and judges himself.
    private bool IsOurs(Exception? cause) => _settings.Dial is null
        && cause is not (null or AuthenticationException or CryptographicException or IOException or SocketException or TimeoutException);

    // Closed before it began.
    private void OnLateAttach(Attach attach)
    {
        (_socket, _desc) = (attach.Socket, attach.Desc);
        Sender.Tell(Attached.Instance, Self);
        CloseSocket();
    }

    private static IOException NotOpen() => new("the connection is being closed");
}
