using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Runs runnables later, on the scheduler's thread: they must not block it.</summary>
public interface IRunnableScheduler
{
    void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable);

    void ScheduleOnce(TimeSpan delay, IRunnable action);

    /// <summary>Runs it until it is cancelled or throws.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable);

    /// <inheritdoc cref="ScheduleRepeatedly(TimeSpan, TimeSpan, IRunnable, ICancelable)" />
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action);
}
