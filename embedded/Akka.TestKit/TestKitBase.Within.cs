using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    // How long past its limit an asynchronous block is waited for before it is given up.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    // Set by calls that end by receiving nothing: their block may take all of its time.
    private bool _lastWasNoMessage;

    /// <summary>Runs a block that must not take longer than max; expectations in it share that time.</summary>
    public void Within(
        TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <summary>As Within, awaiting the block.</summary>
    public Task WithinAsync(
        TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block that must take at least min and at most max.</summary>
    public void Within(
        TimeSpan min,
        TimeSpan max,
        Action action,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Timed(WaitMode.Block, new Limits(min, max, epsilonValue, hint), () => Done(action), cancellationToken).Result();

    /// <summary>As Within, awaiting the block.</summary>
    public Task WithinAsync(
        TimeSpan min,
        TimeSpan max,
        Func<Task> actionAsync,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Timed(WaitMode.Await, new Limits(min, max, epsilonValue, hint), () => Done(actionAsync), cancellationToken).AsTask();

    /// <summary>Runs a block that must not take longer than max, and returns its result.</summary>
    public T Within<T>(
        TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>As Within, awaiting the block.</summary>
    public Task<T> WithinAsync<T>(
        TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block that must take at least min and at most max, and returns its result.</summary>
    public T Within<T>(
        TimeSpan min,
        TimeSpan max,
        Func<T> function,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Timed(
            WaitMode.Block, new Limits(min, max, epsilonValue, hint),
            () => Task.FromResult(function()), cancellationToken).Result();

    /// <summary>As Within, awaiting the block.</summary>
    public Task<T> WithinAsync<T>(
        TimeSpan min,
        TimeSpan max,
        Func<Task<T>> function,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Timed(WaitMode.Await, new Limits(min, max, epsilonValue, hint), function, cancellationToken).AsTask();

    private async ValueTask<T> Timed<T>(WaitMode mode, Limits limits, Func<Task<T>> block, CancellationToken cancellationToken)
    {
        limits.Min.EnsureIsPositiveFinite("min");
        limits.Max.EnsureIsPositiveFinite("max");
        var (start, outer, max) = (Now, _end, Dilated(limits.Max));
        var left = outer - start ?? Timeout.InfiniteTimeSpan;
        _assertions.AssertTrue(
            left.IsInfiniteTimeout() || left >= limits.Min,
            "Required min time {0} not possible, only {1} left. {2}", limits.Min, left, limits.Hint);

        _lastWasNoMessage = false;
        var allowed = max.Min(left);
        T result;
        _end = start + allowed;
        try
        {
            var run = block();
            result = await Waiting.For(mode, run, max + Grace, cancellationToken) ? run.Result : default!;
        }
        finally
        {
            _end = outer;
        }

        CheckElapsed(Now - start, allowed, limits);
        return result;
    }

    private void CheckElapsed(TimeSpan elapsed, TimeSpan allowed, Limits limits)
    {
        if (elapsed < limits.Min)
            Fail("Failed: Block took {0}, should have at least been {1}. {2}", elapsed, limits.Min, limits.Hint);

        if (!_lastWasNoMessage && elapsed > allowed + limits.Epsilon)
            Fail("Failed: Block took {0}, exceeding {1}. {2}", elapsed, allowed, limits.Hint);
    }

    private static Task<bool> Done(Action action)
    {
        action();
        return Task.FromResult(true);
    }

    private static async Task<bool> Done(Func<Task> action)
    {
        await action();
        return true;
    }

    private readonly struct Limits(TimeSpan min, TimeSpan max, TimeSpan? epsilon, string? hint)
    {
        public TimeSpan Min { get; } = min;
        public TimeSpan Max { get; } = max;
        public TimeSpan Epsilon { get; } = epsilon ?? TimeSpan.Zero;
        public string Hint { get; } = hint ?? "";
    }
}
