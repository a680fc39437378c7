namespace Akka.Actor;

/// <summary>Runs delegates later, on the scheduler's thread: they must not block it.</summary>
public interface IActionScheduler : IRunnableScheduler
{
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    void ScheduleOnce(TimeSpan delay, Action action);

    /// <summary>Runs the action until it is cancelled or throws.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);

    /// <inheritdoc cref="ScheduleRepeatedly(TimeSpan, TimeSpan, Action, ICancelable)" />
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action);
}
