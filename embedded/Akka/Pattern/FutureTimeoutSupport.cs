using Akka.Actor;

namespace Akka.Pattern;

/// <summary>A task that begins later.</summary>
public static class FutureTimeoutSupport
{
    /// <summary>Starts the task after the time, on the scheduler's thread; at once if the time is not positive.</summary>
    public static async Task<T> After<T>(TimeSpan duration, IScheduler scheduler, Func<Task<T>> value)
    {
        if (duration <= TimeSpan.Zero) return await value().ConfigureAwait(false);

        var started = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        scheduler.Advanced.ScheduleOnce(duration, () =>
        {
            try
            {
                started.SetResult(value());
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return await (await started.Task.ConfigureAwait(false)).ConfigureAwait(false);
    }
}
