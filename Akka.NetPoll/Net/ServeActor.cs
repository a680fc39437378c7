using System.Net.Sockets;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>Runs a method in the blocking style for one connection, and answers for both.</summary>
/// <remarks>
/// The method runs beside the actor, where its waits end; the actor only learns of its end. It is the listener's child like
/// any connection: Close asks the method to end (its token is canceled, its reads end), Abort and stopping the actor end it.
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
            case ConnectionActor.Attach attach: OnAttach(attach); break;
            case Ended ended: OnEnded(ended.Cause); break;
            case Tcp.Close or Tcp.ConfirmedClose: AskToEnd(); break;
            case Tcp.Abort: Context.Stop(Self); break;
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop()
    {
        _stop.Cancel();
        if (_conn is null) return;
        if (_reason == CloseReason.Aborted && _conn.CanRead) _conn.SetLinger(0);
        _conn.Dispose();
        ConnectionMetrics.Closed(_reason);
    }

    private void OnAttach(ConnectionActor.Attach attach)
    {
        Sender.Tell(ConnectionActor.Attached.Instance, Self);
        var netPoll = Context.System.NetPoll();
        try
        {
            SocketOptions.Apply(attach.Socket, attach.Settings);
            var network = NetNetwork.Of(attach.Socket.LocalEndPoint!);
            _conn = new NetConn(new NetFd(network, attach.Desc ?? netPoll.Loop.Watch(attach.Socket), netPoll));
        }
        catch (Exception cause) when (cause is SocketException or MultiplexerException)
        {
            _log.Debug("A connection was gone before it was served: {0}", cause.Message);
            attach.Socket.Dispose();
            Context.Stop(Self);
            return;
        }

        ConnectionMetrics.Opened();
        netPoll.Workers.Execute(new Serving(serve, _conn, Self, _stop.Token));
    }

    private void AskToEnd()
    {
        _stop.Cancel();
        if (_conn is { CanRead: true } conn) conn.CloseRead();
    }

    private void OnEnded(Exception? cause)
    {
        bool wasAsked = cause is OperationCanceledException && _stop.IsCancellationRequested;
        _reason = cause is null || wasAsked ? CloseReason.Closed : CloseReason.Error;
        if (IsPeers(cause)) _log.Debug("Serving {0} has ended: {1}", _conn!.RemoteEndPoint, cause!.Message);
        else if (_reason == CloseReason.Error) _log.Error(cause, "Serving {0} failed", _conn!.RemoteEndPoint);
        Context.Stop(Self);
    }

    // What the peer did to its connection, or did not in time. That of another connection, such as one the method has dialed, is not.
    private bool IsPeers(Exception? cause) => cause is NetException e
        && Equals(e.LocalEndPoint, _conn!.LocalEndPoint) && Equals(e.RemoteEndPoint, _conn.RemoteEndPoint)
        && (e.IsTimeout || e.Operation == "tls" || e.SocketErrorCode.IsPeers());

    /// <summary>The method has ended; no news to an actor that has been stopped.</summary>
    private sealed record Ended(Exception? Cause) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    // Beside the actor from the method's first step on: one that waits synchronously would else keep the actor from closing
    // the connection for which it waits.
    private sealed class Serving(Func<NetConn, CancellationToken, Task> serve, NetConn conn, IActorRef actor, CancellationToken stop) : IRunnable
    {
        public void Run()
        {
            if (!conn.CanRead) return; // The actor has been stopped.
            Guarded().ContinueWith(
                run => actor.Tell(new Ended(run.Exception?.InnerException), ActorRefs.NoSender),
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        public void Execute() => Run();

        /// <summary>For a warning about what blocks.</summary>
        public override string ToString() => $"the method that serves {conn.RemoteEndPoint}";

        // A method that throws before its first await fails like any other.
        private async Task Guarded() => await serve(conn, stop).ConfigureAwait(false);
    }
}
