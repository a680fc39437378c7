using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>Starts its child again, after a while, when the child has thrown something that its strategy restarts for.</summary>
internal sealed class BackoffOnFailureSupervisor : BackoffSupervisorBase
{
    private readonly OneForOneStrategy _strategy;
    private IActorRef? _failed; // the child that has been told to stop, until it has

    public BackoffOnFailureSupervisor(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, IBackoffReset reset, double randomFactor,
        OneForOneStrategy strategy, object? replyWhileStopped, Func<object, bool>? finalStopMessage)
        : base(childProps, childName, minBackoff, maxBackoff, reset, randomFactor, replyWhileStopped, finalStopMessage) =>
        _strategy = strategy;

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(_strategy.MaxNumberOfRetries, _strategy.WithinTimeRangeMilliseconds, Decide);

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated { ActorRef: var stopped } when stopped.Equals(_failed):
                _failed = null;
                StartChildLater();
                return true;
            case Terminated { ActorRef: var stopped } when stopped.Equals(Child):
                Log.Debug("The child {0} has stopped by itself, so its supervisor stops too", Child);
                Context.Stop(Self);
                return true;
            case BackoffSupervisor.StartChild when _failed is not null:
                return true;
            default:
                return HandleBackoff(message);
        }
    }

    // In place of a restart the child is stopped, and a new one is started later.
    private Directive Decide(Exception cause)
    {
        var directive = (_strategy.Decider ?? Actor.SupervisorStrategy.DefaultStrategy.Decider).Decide(cause);
        if (directive != Directive.Restart) return directive;

        var range = _strategy.WithinTimeRangeMilliseconds;
        if (range > 0 && RestartCountN == 0)
            Context.System.Scheduler.ScheduleTellOnce(range, Self, new BackoffSupervisor.ResetRestartCount(RestartCountN), Self);

        if (_strategy.MaxNumberOfRetries >= 0 && RestartCountN >= _strategy.MaxNumberOfRetries)
        {
            Log.Debug("The child has been started again {0} times, which is all that is allowed", RestartCountN);
            Context.Stop(Self);
        }
        else
        {
            _failed = Sender;
        }
        return Directive.Stop;
    }
}
