using Akka.Actor;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit.Internal;

/// <summary>Applies filters to blocks of a test.</summary>
internal sealed partial class EventFilterApplier(TestKitBase testkit, ActorSystem system, IReadOnlyList<EventFilterBase> filters)
    : IEventFilterApplier
{
    private const string Obsolete = "Only for callers of old; await a function instead.";

    public EventFilterFactory And => new(testkit, system, filters);

    public IUnmutableFilter Mute()
    {
        system.EventStream.Publish(new Mute(filters));
        return new MutedFilters(filters, system);
    }

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Done(action), 1, null, cancellationToken).Result();

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, () => Done(actionAsync), 1, null, cancellationToken).AsTask();

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Done(action), 1, timeout, cancellationToken).Result();

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, () => Done(action), 1, timeout, cancellationToken).AsTask();

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Done(action), expectedCount, null, cancellationToken).Result();

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, () => Done(actionAsync), expectedCount, null, cancellationToken).AsTask();

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Done(action), expectedCount, timeout, cancellationToken).Result();

    public Task ExpectAsync(
        int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, () => Done(action), expectedCount, timeout, cancellationToken).AsTask();

    public Task ExpectAsync(
        int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, () => Done(actionAsync), expectedCount, timeout, cancellationToken).AsTask();

    public void Mute(Action action, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Done(action), null, null, cancellationToken).Result();

    public Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, () => Done(action), null, null, cancellationToken).AsTask();

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Task.FromResult(func()), 1, null, cancellationToken).Result();

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, func, 1, null, cancellationToken).AsTask();

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Task.FromResult(func()), 1, timeout, cancellationToken).Result();

    public Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, func, 1, timeout, cancellationToken).AsTask();

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Task.FromResult(func()), expectedCount, null, cancellationToken).Result();

    public Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, func, expectedCount, null, cancellationToken).AsTask();

    public T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Task.FromResult(func()), expectedCount, timeout, cancellationToken).Result();

    public Task<T> ExpectAsync<T>(
        int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, func, expectedCount, timeout, cancellationToken).AsTask();

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Block, () => Task.FromResult(func()), null, null, cancellationToken).Result();

    public Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(WaitMode.Await, func, null, null, cancellationToken).AsTask();

    [Obsolete(Obsolete)]
    public Task ExpectOneAsync(Action action, CancellationToken cancellationToken = default) =>
        ExpectOneAsync(() => Done(action), cancellationToken);

    [Obsolete(Obsolete)]
    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, timeout, () => Done(action), cancellationToken);

    [Obsolete(Obsolete)]
    public Task MuteAsync(Action action, CancellationToken cancellationToken = default) =>
        MuteAsync(() => Done(action), cancellationToken);

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
}
