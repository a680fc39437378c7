using Akka.Actor;

namespace Akka.Pattern;

/// <summary>How a backoff supervisor behaves. Each method gives changed options and leaves these as they are.</summary>
public abstract class BackoffOptions
{
    internal abstract Props Props { get; }

    /// <summary>Forget the failures of a child that has lived that long.</summary>
    public abstract BackoffOptions WithAutoReset(TimeSpan resetBackoff);

    /// <summary>Forget the failures when told <see cref="BackoffSupervisor.Reset"/>.</summary>
    public abstract BackoffOptions WithManualReset();

    /// <summary>What to do when the child throws; only restarts are delayed.</summary>
    public abstract BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy);

    /// <summary>Stop the child whatever it throws.</summary>
    public abstract BackoffOptions WithDefaultStoppingStrategy();

    /// <summary>Answer this to messages that come while there is no child; without it they are dead letters.</summary>
    public abstract BackoffOptions WithReplyWhileStopped(object replyWhileStopped);

    /// <summary>Give up after so many restarts; -1 never does.</summary>
    public abstract BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries);

    /// <summary>After such a message the child is not started again once it stops.</summary>
    public abstract BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage);
}
