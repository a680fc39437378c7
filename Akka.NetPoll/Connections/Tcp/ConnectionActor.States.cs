using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Connections;

// The states. Each is one method, entered by setting _state to its delegate, which all connections share.
public abstract partial class ConnectionActor
{
    private static readonly Action<ConnectionActor, object> AttachingState = static (self, message) => self.Attaching(message);
    private static readonly Action<ConnectionActor, object> OpenState = static (self, message) => self.Open(message);
    private static readonly Action<ConnectionActor, object> ClosingState = static (self, message) => self.Closing(message);
    private static readonly Action<ConnectionActor, object> EndedState = static (self, message) => self.Ended(message);

    // The socket is on its way to the actor, or is being dialed. What is written already waits.
    private void Attaching(object message)
    {
        switch (message)
        {
            case Attach attach: OnAttach(attach); break;
            case ConnectionDial.Ended: if (_dial!.Take(this) is { } fd) Begin(fd); break;
            default: OnCommand(message); break;
        }
    }

    // Both directions flow, or TLS's handshake does. After the peer's end of stream only ours does, when it was to be kept open.
    private void Open(object message)
    {
        switch (message)
        {
            case Poller.ReadReady: Inbound.ReadReady(); break;
            case Poller.WriteReady: Outbound.WriteReady(); break;
            case Poller.WaitFailed failed: End(CloseReason.Error, failed.Cause); break;
            case Poller.HungUp: Inbound.HungUp(); break;
            case TlsChannel.Progress: Channel.OnProgress(this); break;
            case InactivityTimer.Check: if (_inactivity!.IsUp()) End(CloseReason.IdleTimeout); break;
            default: OnCommand(message); break;
        }
    }

    // What was written before is flushed, nothing is written any more. When the peer is to confirm, its bytes are still received.
    private void Closing(object message)
    {
        switch (message)
        {
            case InactivityTimer.Check: if (_inactivity!.IsUp()) Reset(CloseReason.CloseTimeout); break;
            default: Open(message); break;
        }
    }

    // The socket is closed. The actor stays until what was told it before is answered, and a handler of its own has seen the end.
    private void Ended(object message)
    {
        switch (message)
        {
            case Attach attach: OnAttach(attach); break;
            case Tcp.Write write: Outbound.Refuse(write, Sender); break;
            case Tcp.Close or Tcp.ConfirmedClose or Tcp.Abort: Ending.AddLateCloser(Sender, Owner); break;
            case AllAnswered: Leave(); break;
            case Tcp.Command or Poller.Event or ConnectionDial.Ended or TlsChannel.Progress or InactivityTimer.Check: break;
            default: OnMessage(message); break;
        }
    }

    private void OnCommand(object message)
    {
        switch (message)
        {
            case Tcp.Write write: Outbound.Send(write, Sender); break;
            case Tcp.SuspendReading: SuspendReading(); break;
            case Tcp.ResumeReading: ResumeReading(); break;
            case Tcp.Close: Ending.AddCloser(Sender); Close(); break;
            case Tcp.ConfirmedClose: Ending.AddCloser(Sender); ConfirmedClose(); break;
            case Tcp.Abort: Ending.AddCloser(Sender); Abort(); break;
            default: OnMessage(message); break;
        }
    }
}
