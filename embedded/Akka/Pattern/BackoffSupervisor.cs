using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>Starts its child again, after a while, when the child has stopped.</summary>
public sealed partial class BackoffSupervisor : BackoffSupervisorBase
{
    private readonly SupervisorStrategy _strategy;

    public BackoffSupervisor(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
        : this(childProps, childName, minBackoff, maxBackoff, new AutoReset(minBackoff), randomFactor, Actor.SupervisorStrategy.DefaultStrategy)
    {
    }

    public BackoffSupervisor(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, IBackoffReset reset, double randomFactor,
        SupervisorStrategy strategy, object? replyWhileStopped = null, Func<object, bool>? finalStopMessage = null)
        : base(childProps, childName, minBackoff, maxBackoff, reset, randomFactor, replyWhileStopped, finalStopMessage) =>
        _strategy = strategy;

    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        PropsWithSupervisorStrategy(childProps, childName, minBackoff, maxBackoff, randomFactor, Actor.SupervisorStrategy.DefaultStrategy);

    public static Props Props(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries)
    {
        var strategy = Actor.SupervisorStrategy.DefaultStrategy;
        return PropsWithSupervisorStrategy(childProps, childName, minBackoff, maxBackoff, randomFactor,
            strategy is OneForOneStrategy one ? one.WithMaxNrOfRetries(maxNrOfRetries) : strategy);
    }

    public static Props Props(BackoffOptions options) => options.Props;

    public static Props PropsWithSupervisorStrategy(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, SupervisorStrategy strategy) =>
        Actor.Props.Create(() =>
            new BackoffSupervisor(childProps, childName, minBackoff, maxBackoff, new AutoReset(minBackoff), randomFactor, strategy, null, null));

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    protected override bool Receive(object message)
    {
        if (message is not Terminated { ActorRef: var stopped } || !stopped.Equals(Child)) return HandleBackoff(message);

        var limit = _strategy is OneForOneStrategy one ? one.MaxNumberOfRetries : -1;
        if (FinalStopMessageReceived) Context.Stop(Self);
        else if (limit == -1 || RestartCountN < limit) StartChildLater();
        else GiveUp(limit);
        return true;
    }

    private void GiveUp(int limit)
    {
        Log.Debug("The child has been started again {0} times, which is all that is allowed", limit);
        Context.Stop(Self);
    }
}
