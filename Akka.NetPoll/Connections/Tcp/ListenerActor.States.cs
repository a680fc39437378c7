using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

// The states, and accepting.
//
// The listening socket is edge-triggered like all others: accept until WouldBlock, then wait. When accepting fails for
// want of descriptors, the connection stays queued and there will be no new edge, so a timer makes us ask the kernel again.
public sealed partial class ListenerActor
{
    private long _allowed; // In pull mode.
    private bool _waiting; // A ReadReady, WaitFailed or TryAgain is on its way to us.
    private bool _isShort; // Accepting waits for descriptors to be freed, and that is known to the log.
    private TimeSpan _backoff;
    private ICancelable? _backoffTimer;

    // Connections are accepted.
    private void Listening(object message)
    {
        switch (message)
        {
            case Poller.ReadReady or TryAgain: OnReady(); break;
            case Tcp.ResumeAccepting resume: OnResumeAccepting(resume); break;
            case Tcp.Unbind: OnUnbind(); break;
            case Terminated gone when gone.ActorRef.Equals(_commander): OnCommanderGone(); break;
            case Poller.WaitFailed failed: OnWaitFailed(failed); break;
            default: OnOther(message); break;
        }
    }

    // The address is free; the connections live on, and we with them.
    private void Draining(object message)
    {
        switch (message)
        {
            case Terminated: OnConnectionGone(message); break;
            case Tcp.Unbind: Sender.Tell(Tcp.Unbound.Instance, Self); break;
            case Poller.ReadReady or Poller.WaitFailed or TryAgain or Tcp.ResumeAccepting: break;
            default: OnOther(message); break;
        }
    }

    private void OnReady()
    {
        _waiting = false;
        Accept();
    }

    private void OnResumeAccepting(Tcp.ResumeAccepting resume)
    {
        _allowed += Math.Max(0, resume.Count);
        Accept();
    }

    // Whatever goes wrong here concerns the next connection, not those that stand: a listener that failed would be restarted,
    // which resets them, and could not bind anew while there are no descriptors.
    private void Accept()
    {
        try
        {
            AcceptAll();
        }
        catch (Exception cause)
        {
            BackOff(cause.Message);
        }
    }

    private void AcceptAll()
    {
        for (int accepted = 0; !_waiting && (!_settings.PullMode || _allowed > 0);)
        {
            if (accepted == _settings.AcceptsPerTurn)
            {
                _waiting = true;
                Self.Tell(TryAgain.Instance, Self);
                return;
            }

            SocketError error = _fd!.TryAccept(out Socket? socket);
            if (error == SocketError.WouldBlock) Wait();
            else if (error != SocketError.Success) BackOff(_fd.WhyShort ?? error.ToString());
            else
            {
                accepted++;
                OnAccepted(socket!);
            }
        }
    }

    private void OnAccepted(Socket socket)
    {
        _backoff = _settings.MinBackoff;
        if (_settings.PullMode) _allowed--;
        ConnectionMetrics.Accepted();
        _connections.Start(_connection, new PollFd(socket, _netPoll!.Runtime.Loop), _connectionSettings);
    }

    private void Wait()
    {
        _isShort = false; // No connection waits to be accepted.
        WaitOutcome outcome = _fd!.PollFd.Wait(PollDirection.Read, Self);
        if (outcome == WaitOutcome.Parked) _waiting = true;
        else if (outcome != WaitOutcome.Ready) OnWaitFailed(new Poller.WaitFailed(PollDirection.Read, outcome.Cause()));
    }

    private void OnWaitFailed(Poller.WaitFailed failed)
    {
        _log.Error(failed.Cause, "Cannot go on listening on {0}", _address);
        Fail(failed.Cause);
    }

    private void BackOff(string why)
    {
        LogLevel level = _isShort ? LogLevel.DebugLevel : LogLevel.WarningLevel;
        _isShort = _fd?.WhyShort is not null;
        _log.Log(level, "Cannot accept on {0}: {1}; trying again in {2}", new object[] { _address, why, _backoff });
        _waiting = true;
        _backoffTimer = Context.System.Scheduler.ScheduleTellOnceCancelable(_backoff, Self, TryAgain.Instance, Self);
        _backoff = _backoff * 2 < _settings.MaxBackoff ? _backoff * 2 : _settings.MaxBackoff;
    }

    private void OnUnbind()
    {
        CloseSocket();
        Sender.Tell(Tcp.Unbound.Instance, Self);
        Drain();
    }

    // Without it nothing is done with new connections, and the port would be held for as long as the system lives.
    private void OnCommanderGone()
    {
        _log.Debug("The commander of the listener on {0} has stopped; it listens no more", _address);
        CloseSocket();
        Drain();
    }

    private void Drain()
    {
        _state = Draining;
        foreach (IActorRef connection in Context.GetChildren()) Context.Watch(connection);
        StopIfAlone();
    }

    private void OnConnectionGone(object message)
    {
        _connections.OnMessage(message);
        StopIfAlone();
    }

    private void OnOther(object message)
    {
        if (!_connections.OnMessage(message)) Unhandled(message);
    }

    private void StopIfAlone()
    {
        if (_connections.IsEmpty) Context.Stop(Self);
    }

    /// <summary>Accepting goes on after others had their turn, or after a back-off.</summary>
    private sealed record TryAgain : INoSerializationVerificationNeeded
    {
        public static readonly TryAgain Instance = new();
    }
}
