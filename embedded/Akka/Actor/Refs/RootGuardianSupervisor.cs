// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Above the root: when that has died, the system has terminated.</summary>
public class RootGuardianSupervisor : MinimalActorRef
{
    private readonly TaskCompletionSource<Status> _terminated;
    private readonly ILoggingAdapter _log;

    public RootGuardianSupervisor(RootActorPath root, IActorRefProvider provider, TaskCompletionSource<Status> terminationPromise,
        ILoggingAdapter log)
    {
        _terminated = terminationPromise;
        _log = log;
        Path = root / "_Root-guardian-supervisor";
        Provider = provider;
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    /// <summary>What the system died of, if not by order.</summary>
    public Exception CauseOfTermination { get; private set; }

    public override void Stop() => _terminated.TrySetResult(CauseOfTermination is null
        ? Status.Success.Instance
        : new Status.Failure(CauseOfTermination));

    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                CauseOfTermination = failed.Cause;
                ((IInternalActorRef)failed.Child).Stop();
                break;
            case DeathWatchNotification:
                Stop();
                break;
            case Supervise or Watch or Unwatch:
                break;
            default:
                _log.Warning("{0} received unexpected system message [{1}]", this, message);
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (!_terminated.Task.IsCompleted) _log.Warning("{0} received unexpected message [{1}]", this, message);
    }
}
