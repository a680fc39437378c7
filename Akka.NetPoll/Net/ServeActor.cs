using System.Net.Sockets;
using System.Security.Authentication;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>Runs a method in the blocking style for one connection, and answers for both.</summary>
/// <remarks>
/// The method runs beside the actor, where its waits end; the actor only learns of its end. It is the listener's child like
/// any connection: Close asks the method to end (its token is canceled, its reads end), Abort and stopping the actor take its
/// connection away. A method that goes on all the same keeps no actor from stopping.
/// </remarks>
internal sealed class ServeActor(Func<NetConn, CancellationToken, Task> serve) : UntypedActor
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private NetConn? _conn;
    private CloseReason _reason = CloseReason.Aborted;

    public static Props Props(Func<NetConn, CancellationToken, Task> serve) => Akka.Actor.Props.Create(() => new ServeActor(serve));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Attach attach: OnAttach(attach); break;
            case Ended ended: OnEnded(ended.Reason); break;
            case Tcp.Close or Tcp.ConfirmedClose: AskToEnd(); break;
            case Tcp.Abort: Context.Stop(Self); break;
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop()
    {
        CancelServing();
        if (_conn is null) return;
        if (_reason == CloseReason.Aborted) _conn.ResetOnClose();
        _conn.Dispose();
        ConnectionMetrics.Closed(_reason);
    }

    private void OnAttach(Attach attach)
    {
        Sender.Tell(Attached.Instance, Self);
        PollFd fd = attach.Fd!; // A listener's.
        var netPoll = ConnectionsExtension.Get(Context.System);
        try
        {
            SocketOptions.Apply(fd.Socket, attach.Settings);
            fd.Watch();
            _conn = new NetConn(new NetFd(NetNetwork.Of(fd.Socket.LocalEndPoint!), fd, netPoll));
        }
        catch (Exception cause) when (cause is SocketException or MultiplexerException)
        {
            _log.Debug("A connection was gone before it was served: {0}", cause.Message);
            fd.Close();
            Context.Stop(Self);
            return;
        }

        ConnectionMetrics.Opened();
        netPoll.Runtime.Workers.Execute(new Serving(this, _conn, Self, _stop.Token));
    }

    // Never fails: what the method throws, or that it is no method, is judged here. The actor may be gone when it ends.
    private async Task ServeAsync(NetConn conn, IActorRef self, CancellationToken stop)
    {
        CloseReason reason = CloseReason.Closed;
        try
        {
            await serve(conn, stop).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            reason = Judge(cause, conn, wasAsked: stop.IsCancellationRequested);
        }

        self.Tell(new Ended(reason), ActorRefs.NoSender);
    }

    // By what caused it, not by its type alone: an exception that the method could have had from elsewhere is the
    // connection's only if the connection has come to such an end.
    private CloseReason Judge(Exception cause, NetConn conn, bool wasAsked)
    {
        bool isOurs = wasAsked && cause is OperationCanceledException or ObjectDisposedException or EndOfStreamException or NetException;
        bool isPeersEnd = cause is EndOfStreamException && conn.HasEnded;
        if (isOurs || isPeersEnd || IsPeers(cause, conn))
        {
            _log.Debug("Serving {0} has ended: {1}", conn.RemoteEndPoint, cause.Message);
            return isOurs ? CloseReason.Closed : isPeersEnd ? CloseReason.PeerClosed : CloseReason.Error;
        }

        _log.Error(cause, "Serving {0} failed", conn.RemoteEndPoint);
        return CloseReason.Error;
    }

    // What the peer did to its connection, or did not in time. That of another connection, such as one the method has dialed, is not.
    private static bool IsPeers(Exception cause, NetConn conn) => cause is NetException e
        && Equals(e.LocalEndPoint, conn.LocalEndPoint) && Equals(e.RemoteEndPoint, conn.RemoteEndPoint)
        && (e.IsTimeout || e.Operation == "tls" || e.InnerException is IOException or AuthenticationException || e.SocketErrorCode.IsPeers());

    private void AskToEnd()
    {
        CancelServing();
        _conn?.EndReading();
    }

    // Before the connection is closed: else the method could end first, and take back what it has registered with its token.
    private void CancelServing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (AggregateException thrown)
        {
            _log.Error(thrown.InnerException, "Serving {0}: a callback of its token failed", _conn?.RemoteEndPoint);
        }
    }

    private void OnEnded(CloseReason reason)
    {
        _reason = reason;
        _conn!.PrepareToClose();
        Context.Stop(Self);
    }

    /// <summary>The method has ended; no news to an actor that has been stopped.</summary>
    private sealed record Ended(CloseReason Reason) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    // Beside the actor from the method's first step on: one that waits synchronously would else keep the actor from closing
    // the connection for which it waits.
    private sealed class Serving(ServeActor actor, NetConn conn, IActorRef self, CancellationToken stop) : IRunnable
    {
        public void Run()
        {
            if (conn.CanRead) _ = actor.ServeAsync(conn, self, stop); // Otherwise the actor has been stopped.
        }

        public void Execute() => Run();

        /// <summary>For a warning about what blocks.</summary>
        public override string ToString() => $"the method that serves {conn.RemoteEndPoint}";
    }
}
