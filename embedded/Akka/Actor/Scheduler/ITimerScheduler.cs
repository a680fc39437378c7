namespace Akka.Actor;

/// <summary>The timers of one actor, by key: starting one under a key that is in use replaces it, and they end with the actor.</summary>
/// <remarks>
/// Once a timer has been replaced or cancelled its message is not received any more, even if it lies in the mailbox already.
/// Use it only inside the actor.
/// </remarks>
public interface ITimerScheduler
{
    /// <summary>The keys in use.</summary>
    IReadOnlyCollection<object> ActiveTimers { get; }

    /// <summary>Sends the message every interval, the first time after one.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef? sender);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef? sender);

    /// <summary>Sends the message once.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef? sender);

    /// <summary>True until the message of a single timer is received, or the timer is cancelled.</summary>
    bool IsTimerActive(object key);

    void Cancel(object key);

    void CancelAll();
}
