namespace Akka.TestKit;

/// <summary>What can be done with a filter of log events.</summary>
/// <remarks>
/// Matching events are not printed meanwhile. Without a timeout, events are waited for during akka.test.filter-leeway
/// after the block; a timeout is dilated. More events than expected fail too, if they are there when it is looked.
/// </remarks>
public interface IEventFilterApplier
{
    /// <summary>Makes filters that are after these events and more.</summary>
    EventFilterFactory And { get; }

    /// <summary>Keeps matching events from being printed until the answer is disposed of.</summary>
    IUnmutableFilter Mute();

    /// <summary>Runs a block in which one matching event must be logged.</summary>
    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    /// <summary>As ExpectOne, awaiting the block.</summary>
    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Runs a block in which, or until the timeout, one matching event must be logged.</summary>
    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>As ExpectOne, awaiting the block.</summary>
    Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Runs a block in which so many matching events must be logged. None are expected for the whole leeway.</summary>
    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    /// <summary>As Expect, awaiting the block.</summary>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Runs a block in which, or until the timeout, so many matching events must be logged.</summary>
    void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>As Expect, awaiting the block.</summary>
    Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>As Expect, awaiting the block.</summary>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default);

    /// <summary>Runs a block whose matching events are not printed.</summary>
    void Mute(Action action, CancellationToken cancellationToken = default);

    /// <summary>As Mute, awaiting the block.</summary>
    Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Runs a block in which one matching event must come, and returns its result.</summary>
    T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>As ExpectOne, awaiting the block.</summary>
    Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a block in which, or until the timeout, one matching event must come, and returns its result.</summary>
    T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>As ExpectOne, awaiting the block.</summary>
    Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a block in which so many matching events must be logged, and returns its result.</summary>
    T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>As Expect, awaiting the block.</summary>
    Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a block in which, or until the timeout, so many matching events must come, and returns its result.</summary>
    T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>As Expect, awaiting the block.</summary>
    Task<T> ExpectAsync<T>(
        int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a block whose matching events are not printed, and returns its result.</summary>
    T Mute<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>As Mute, awaiting the block.</summary>
    Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>The block's synchronous form.</summary>
    [Obsolete("Only for callers of old; await a function instead.")]
    Task ExpectOneAsync(Action action, CancellationToken cancellationToken = default);

    /// <summary>The block's synchronous form.</summary>
    [Obsolete("Only for callers of old; await a function instead.")]
    Task ExpectAsync(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>The block's synchronous form.</summary>
    [Obsolete("Only for callers of old; await a function instead.")]
    Task MuteAsync(Action action, CancellationToken cancellationToken = default);
}
