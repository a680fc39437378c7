using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Tries an assertion until it no longer throws; when time is over, what it throws is the failure.</summary>
    /// <param name="assertion">What must come to hold.</param>
    /// <param name="duration">How long it may take.</param>
    /// <param name="interval">How long to wait between two tries; 100 ms by default.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    public void AwaitAssert(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Insist(WaitMode.Block, () => Done(assertion), duration, interval, cancellationToken).Result();

    /// <summary>As AwaitAssert, without blocking between the tries.</summary>
    public Task AwaitAssertAsync(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Insist(WaitMode.Await, () => Done(assertion), duration, interval, cancellationToken).AsTask();

    /// <summary>As AwaitAssert, awaiting each try.</summary>
    public Task AwaitAssertAsync(
        Func<Task> assertion,
        TimeSpan? duration = null,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        Insist(WaitMode.Await, assertion, duration, interval, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds, ten looks at most, for the time that is left.</summary>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitTenth(WaitMode.Block, Asked(conditionIsFulfilled), RemainingOrDefault, null, cancellationToken).Result();

    /// <summary>As AwaitCondition, without blocking between the looks.</summary>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(Asked(conditionIsFulfilled), cancellationToken);

    /// <summary>As AwaitCondition, awaiting each look.</summary>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitTenth(WaitMode.Await, conditionIsFulfilled, RemainingOrDefault, null, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds, for at most max.</summary>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitTenth(WaitMode.Block, Asked(conditionIsFulfilled), RemainingOrDilated(max), null, cancellationToken).Result();

    /// <summary>As AwaitCondition, awaiting each look.</summary>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitTenth(WaitMode.Await, conditionIsFulfilled, RemainingOrDilated(max), null, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds; the message follows the failure's text.</summary>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitTenth(WaitMode.Block, Asked(conditionIsFulfilled), RemainingOrDilated(max), message, cancellationToken).Result();

    /// <summary>As AwaitCondition, without blocking between the looks.</summary>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(Asked(conditionIsFulfilled), max, message, cancellationToken);

    /// <summary>As AwaitCondition, awaiting each look.</summary>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitTenth(WaitMode.Await, conditionIsFulfilled, RemainingOrDilated(max), message, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds, looking in intervals (without one, when time begins and ends).</summary>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken cancellationToken = default) =>
        Poll(
            WaitMode.Block, Asked(conditionIsFulfilled), RemainingOrDilated(max),
            interval, FailWith(message), Tracer, cancellationToken).Result();

    /// <summary>As AwaitCondition, without blocking between the looks.</summary>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(Asked(conditionIsFulfilled), max, interval, message, cancellationToken);

    /// <summary>As AwaitCondition, awaiting each look.</summary>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken cancellationToken = default) =>
        Poll(
            WaitMode.Await, conditionIsFulfilled, RemainingOrDilated(max),
            interval, FailWith(message), Tracer, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds, and says whether it came to; max is not dilated.</summary>
    public bool AwaitConditionNoThrow(
        Func<bool> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        Poll(
            WaitMode.Block, Asked(conditionIsFulfilled), max,
            interval ?? DefaultInterval, Nothing, null, cancellationToken).Result();

    /// <summary>As AwaitConditionNoThrow, without blocking between the looks.</summary>
    public Task<bool> AwaitConditionNoThrowAsync(
        Func<bool> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        AwaitConditionNoThrowAsync(Asked(conditionIsFulfilled), max, interval, cancellationToken);

    /// <summary>As AwaitConditionNoThrow, awaiting each look.</summary>
    public Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        Poll(WaitMode.Await, conditionIsFulfilled, max, interval ?? DefaultInterval, Nothing, null, cancellationToken).AsTask();

    /// <summary>What all AwaitConditions do: fail is called with a text when time is over or the token cancelled.</summary>
    protected static bool InternalAwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval,
        Action<string, object[]> fail,
        CancellationToken cancellationToken = default) =>
        InternalAwaitCondition(conditionIsFulfilled, max, interval, fail, null, cancellationToken);

    /// <summary>As above, logging what it does.</summary>
    protected static bool InternalAwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval,
        Action<string, object[]> fail,
        ILoggingAdapter? logger,
        CancellationToken cancellationToken = default) =>
        Poll(WaitMode.Block, Asked(conditionIsFulfilled), max, interval, fail, logger, cancellationToken).Result();

    /// <summary>As above, awaiting each look.</summary>
    protected static Task<bool> InternalAwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval,
        Action<string, object[]> fail,
        CancellationToken cancellationToken = default) =>
        InternalAwaitConditionAsync(conditionIsFulfilled, max, interval, fail, null, cancellationToken);

    /// <summary>As above, logging what it does.</summary>
    protected static Task<bool> InternalAwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval,
        Action<string, object[]> fail,
        ILoggingAdapter? logger,
        CancellationToken cancellationToken = default) =>
        Poll(WaitMode.Await, conditionIsFulfilled, max, interval, fail, logger, cancellationToken).AsTask();
}
