using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes messages as long as the filter makes something of them; the one it returns null for stays.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(filter, max, null, msgs, cancellationToken);

    /// <summary>As ReceiveWhile, without blocking.</summary>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileAsync(filter, max, null, msgs, cancellationToken);

    /// <summary>As above, but also stops when nothing comes for the idle time.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max,
        TimeSpan? idle,
        Func<object, T?> filter,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        ReceiveWhile(filter, max, idle, msgs, cancellationToken);

    /// <summary>As ReceiveWhile, without blocking.</summary>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        TimeSpan? max,
        TimeSpan? idle,
        Func<object, T?> filter,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken);

    /// <summary>Takes messages as long as the filter makes something of them, time is left and more are wanted.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T?> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        Run(WaitMode.Block, max, idle, msgs, FilteredBy(filter), cancellationToken).Result();

    /// <summary>As ReceiveWhile, without blocking.</summary>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T?> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        Run(WaitMode.Await, max, idle, msgs, FilteredBy(filter), cancellationToken);

    /// <summary>Takes messages of a type as long as the predicate holds; the one for which it does not hold stays.</summary>
    /// <param name="shouldContinue">Whether to take this message and go on.</param>
    /// <param name="max">For how long.</param>
    /// <param name="idle">Stop when nothing comes for so long.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="shouldIgnoreOtherMessageTypes">Whether messages of other types are dropped; otherwise they stop it.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default) =>
        Run(WaitMode.Block, max, idle, msgs, TypedBy(shouldContinue, shouldIgnoreOtherMessageTypes), cancellationToken).Result();

    /// <summary>As ReceiveWhile, without blocking.</summary>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default) =>
        Run(WaitMode.Await, max, idle, msgs, TypedBy(shouldContinue, shouldIgnoreOtherMessageTypes), cancellationToken);

    private async IAsyncEnumerable<T> Run<T>(
        WaitMode mode,
        TimeSpan? max,
        TimeSpan? idle,
        int most,
        Func<object, Verdict<T>> judge,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var limit = RemainingOrDilated(max);
        Trace("Trying to receive messages of type {0} during {1}", typeof(T), limit);
        var (stop, count, last) = (Now + limit, 0, (MessageEnvelope)NullMessageEnvelope.Instance);
        while (count < most)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var left = stop - Now;
            var next = left < TimeSpan.Zero ? null : await Peek(mode, left.Min(idle), cancellationToken);
            var verdict = next is null ? Verdict<T>.Stop : judge(next.Message);
            if (verdict.Stops) break;

            await _queue.Next(mode, take: true, TimeSpan.Zero, cancellationToken);
            last = next!;
            if (!verdict.Yields) continue;

            count++;
            yield return verdict.Item;
        }

        Trace("Received {0} messages of type {1}", count, typeof(T));
        _lastMessage = last;
        _lastWasNoMessage = true;
    }

    private static Func<object, Verdict<T>> FilteredBy<T>(Func<object, T?> filter) =>
        message => filter(message) is { } item ? Verdict<T>.Take(item) : Verdict<T>.Stop;

    private static Func<object, Verdict<T>> TypedBy<T>(Predicate<T> shouldContinue, bool skipOthers) => message => message switch
    {
        T typed => shouldContinue(typed) ? Verdict<T>.Take(typed) : Verdict<T>.Stop,
        _ => skipOthers ? Verdict<T>.Skip : Verdict<T>.Stop,
    };

    private readonly record struct Verdict<T>(bool Stops, bool Yields, T Item)
    {
        public static Verdict<T> Stop => new(true, false, default!);
        public static Verdict<T> Skip => new(false, false, default!);
        public static Verdict<T> Take(T item) => new(false, true, item);
    }
}
