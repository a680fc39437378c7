using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Connections;

// The states. Each is one method, entered by setting _state to its delegate, which all connections share.
public abstract partial class ConnectionActor
{
    private static readonly Action<ConnectionActor, object> RegisteringState = static (self, message) => self.Registering(message);
    private static readonly Action<ConnectionActor, object> OpenState = static (self, message) => self.Open(message);
    private static readonly Action<ConnectionActor, object> ClosingState = static (self, message) => self.Closing(message);
    private static readonly Action<ConnectionActor, object> EndedState = static (self, message) => self.Ended(message);

    // The socket is on its way to us, or to the poller. What is written already waits.
    private void Registering(object message)
    {
        switch (message)
        {
            case Attach attach: OnAttach(attach); break;
            case Poller.Registered registered: OnRegistered(registered.Desc); break;
            case Poller.Failed failed: EndUnregistered(CloseReason.Error, failed.Cause); break;
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
            case Tcp.Write write: OnWrite(write); break;
            case Tcp.Command command: OnCommand(command); break;
            case Poller.WaitFailed failed: End(CloseReason.Error, failed.Cause); break;
            case CheckActivity: OnCheckActivity(); break;
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
            case Tcp.Abort: Abort(); break;
            case Tcp.SuspendReading: SuspendReading(); break;
            case Tcp.ResumeReading: ResumeReading(); break;
            case Tcp.Close or Tcp.ConfirmedClose: AlsoTell(Sender); break;
            case Tcp.Write write: Refuse(write, NotOpen()); break;
            case Poller.WaitFailed failed: End(CloseReason.Error, failed.Cause); break;
            case CheckActivity: OnCheckActivity(); break;
            default: OnMessage(message); break;
        }
    }

    // It is over; the poller still has to let go of the descriptor.
    private void Ended(object message)
    {
        switch (message)
        {
            case Poller.Unregistered: OnGone(); break;
            case Poller.Failed: DisposeAndLeave(); break;
            case Poller.Registered registered: TellPoller(new Poller.Close(registered.Desc), Self); break;
            case Attach attach: OnLateAttach(attach); break;
            case Tcp.Close or Tcp.ConfirmedClose or Tcp.Abort: AlsoTell(Sender); break;
            case Tcp.Write write: Refuse(write, NotOpen()); break;
            case Poller.ReadReady or Poller.WriteReady or Poller.WaitFailed or Tcp.Command or CheckActivity: break;
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
        (_socket, _settings) = (attach.Socket, attach.Settings);
        Sender.Tell(Attached.Instance, Self);
        try
        {
            _remote = _socket.RemoteEndPoint;
            SocketOptions.Apply(_socket, _settings);
        }
        catch (SocketException cause)
        {
            // The peer has gone again before we came to look.
            EndUnregistered(CloseReason.Error, cause);
            return;
        }

        if (attach.Desc is not null) OnRegistered(attach.Desc);
        else TellPoller(new Poller.Register(_socket), Self);
    }

    // Closed before it began.
    private void OnLateAttach(Attach attach)
    {
        _socket = attach.Socket;
        Sender.Tell(Attached.Instance, Self);
        if (attach.Desc is null) DisposeAndLeave();
        else TellPoller(new Poller.Close(attach.Desc), Self);
    }

    private void OnRegistered(PollDesc desc)
    {
        _desc = desc;
        _state = OpenState;
        ConnectionMetrics.Opened();
        WatchActivity(_settings.IdleTimeout);
        OnConnected();
        Read();
    }

    private static IOException NotOpen() => new("the connection is being closed");
}
