using Akka.Actor;
using Akka.Util;

namespace Akka.Pattern;

/// <summary>Tries again when a task fails.</summary>
public static class RetrySupport
{
    /// <param name="attempt">What is tried; throwing counts as failing.</param>
    /// <param name="attempts">How often it is tried again after the first failure.</param>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts) => Run(attempt, attempts, _ => Option<TimeSpan>.None, null);

    /// <summary>Waits twice as long before each further try, between two limits.</summary>
    public static Task<T> Retry<T>(
        Func<Task<T>> attempt, int attempts, TimeSpan minBackoff, TimeSpan maxBackoff, int randomFactor, IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (minBackoff <= TimeSpan.Zero) throw new ArgumentException("Parameter minBackoff must be > 0");
        if (maxBackoff < minBackoff) throw new ArgumentException("Parameter maxBackoff must be >= minBackoff");
        if (randomFactor is < 0 or > 1) throw new ArgumentException("RandomFactor must be between 0.0 and 1.0");
        return Run(attempt, attempts, n => Option<TimeSpan>.Create(BackoffDelay.After(n, minBackoff, maxBackoff, randomFactor)), scheduler);
    }

    /// <summary>Waits as long before each further try.</summary>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts, TimeSpan delay, IScheduler scheduler) =>
        Run(attempt, attempts, _ => Option<TimeSpan>.Create(delay), scheduler);

    /// <summary>Waits as long as the function says, given how often it has failed; none is no time.</summary>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts, Func<int, Option<TimeSpan>> delayFunction, IScheduler scheduler) =>
        Run(attempt, attempts, delayFunction, scheduler);

    private static Task<T> Run<T>(Func<Task<T>> attempt, int attempts, Func<int, Option<TimeSpan>> delay, IScheduler? scheduler)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (attempts < 0) throw new ArgumentException("Parameter maxAttempts must >= 0.");
        return Loop();

        async Task<T> Loop()
        {
            for (var failed = 0; ; )
            {
                try
                {
                    return await attempt().ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException && failed < attempts)
                {
                    failed++;
                }
                if (delay(failed).GetOrElse(TimeSpan.Zero) is { Ticks: > 0 } wait)
                    await FutureTimeoutSupport.After(wait, scheduler!, () => Task.FromResult(Done.Instance)).ConfigureAwait(false);
            }
        }
    }
}
