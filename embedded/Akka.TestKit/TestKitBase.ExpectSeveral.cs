using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan PredicatesLimit = TimeSpan.FromSeconds(60);

    /// <summary>The next message must come in time and be equal to one of these.</summary>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAny(WaitMode.Block, RemainingOrDefault, messages, cancellationToken).Result();

    /// <summary>As ExpectMsgAnyOf, without blocking.</summary>
    public ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAny(WaitMode.Await, RemainingOrDefault, messages, cancellationToken);

    /// <summary>The next messages must be these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) =>
        ExpectMsgAllOf((IReadOnlyCollection<T>)messages);

    /// <summary>The next messages must be these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAll(WaitMode.Block, RemainingOrDefault, messages, cancellationToken).Result();

    /// <summary>As ExpectMsgAllOf, without blocking; what is wrong shows at the sequence's end.</summary>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAll(WaitMode.Await, RemainingOrDefault, messages, cancellationToken);

    /// <summary>The next messages must be these, in any order, within max.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) =>
        ExpectMsgAllOf(max, (IReadOnlyCollection<T>)messages);

    /// <summary>The next messages must be these, in any order, within max.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite("max");
        return ExpectAll(WaitMode.Block, Dilated(max), messages, cancellationToken).Result();
    }

    /// <summary>As ExpectMsgAllOf, without blocking; what is wrong shows at the sequence's end.</summary>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite("max");
        return ExpectAll(WaitMode.Await, Dilated(max), messages, cancellationToken);
    }

    /// <summary>Each of the next messages must satisfy another one of the predicates, within a minute.</summary>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(params PredicateInfo[] predicates) =>
        ExpectMsgAllOfMatchingPredicates(predicates, CancellationToken.None);

    /// <summary>Each of the next messages must satisfy another one of the predicates, within a minute.</summary>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        ExpectMatches(WaitMode.Block, PredicatesLimit, predicates, cancellationToken).Result();

    /// <summary>As above, without blocking; what is wrong shows at the sequence's end.</summary>
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        ExpectMatches(WaitMode.Await, PredicatesLimit, predicates, cancellationToken);

    /// <summary>Each of the next messages must satisfy another one of the predicates, within max.</summary>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, params PredicateInfo[] predicates) =>
        ExpectMsgAllOfMatchingPredicates(max, predicates, CancellationToken.None);

    /// <summary>Each of the next messages must satisfy another one of the predicates, within max.</summary>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken)
    {
        max.EnsureIsPositiveFinite("max");
        return ExpectMatches(WaitMode.Block, Dilated(max), predicates, cancellationToken).Result();
    }

    /// <summary>As above, without blocking; what is wrong shows at the sequence's end.</summary>
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite("max");
        return ExpectMatches(WaitMode.Await, Dilated(max), predicates, cancellationToken);
    }

    private async ValueTask<T> ExpectAny<T>(
        WaitMode mode, TimeSpan max, IEnumerable<T> messages, CancellationToken cancellationToken)
    {
        var envelope = await Receive(mode, max, cancellationToken);
        _assertions.AssertTrue(
            envelope is not null,
            "Timeout {0} during waiting for ExpectMsgAnyOf waiting for ({1})", max, string.Join(",", messages));
        var found = envelope!.Message;
        _assertions.AssertTrue(found is T typed && messages.Contains(typed), "ExpectMsgAnyOf found unexpected {0}", found);
        return (T)found;
    }

    private async IAsyncEnumerable<T> ExpectAll<T>(
        WaitMode mode,
        TimeSpan max,
        IReadOnlyCollection<T> messages,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (missing, unexpected) = (messages.ToList(), new List<object>());
        await foreach (var message in Series(mode, messages.Count, max, cancellationToken))
        {
            if (message is not T typed || !missing.Remove(typed)) unexpected.Add(message);
            if (message is T item) yield return item;
        }

        CheckComplete(missing, unexpected);
    }

    private async IAsyncEnumerable<object> ExpectMatches(
        WaitMode mode,
        TimeSpan max,
        IReadOnlyCollection<PredicateInfo> predicates,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (missing, unexpected) = (predicates.ToList(), new List<object>());
        await foreach (var message in Series(mode, predicates.Count, max, cancellationToken))
        {
            var satisfied = missing.Find(predicate => predicate.IsSatisfiedBy(message));
            if (satisfied is null) unexpected.Add(message);
            else missing.Remove(satisfied);
            yield return message;
        }

        CheckComplete(missing, unexpected);
    }

    private void CheckComplete<T>(List<T> missing, List<object> unexpected)
    {
        if (missing.Count == 0 && unexpected.Count == 0) return;

        var text = (missing.Count == 0 ? "" : $"not found [{string.Join(", ", missing)}] ")
            + (unexpected.Count == 0 ? "" : $"found unexpected [{string.Join(", ", unexpected)}]");
        Fail("{0}", text);
    }
}
