using Akka.Event;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit.Internal;

internal sealed partial class EventFilterApplier
{
    // Events are counted on the listener's thread. The Mute is published before the block runs, so the listener
    // has it before any event of the block.
    private async ValueTask<T> Intercept<T>(
        WaitMode mode, Func<Task<T>> block, int? expected, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var limit = timeout is { } given ? testkit.Dilated(given) : Leeway;
        var received = 0;
        void Count(EventFilterBase filter, LogEvent logEvent) => Interlocked.Increment(ref received);

        system.EventStream.Publish(new Mute(filters));
        foreach (var filter in filters) filter.EventMatched += Count;
        try
        {
            var result = await block();
            if (expected is { } count)
            {
                await Poll(mode, () => Volatile.Read(ref received) >= Math.Max(count, 1), limit, cancellationToken);
                Check(Volatile.Read(ref received), count, limit);
            }

            return result;
        }
        finally
        {
            foreach (var filter in filters) filter.EventMatched -= Count;
            system.EventStream.Publish(new Unmute(filters));
        }
    }

    private TimeSpan Leeway =>
        (system.HasExtension<TestKitSettings>() ? TestKitExtension.For(system) : testkit.TestKitSettings).TestEventFilterLeeway;

    private ITestKitAssertions Assertions =>
        TestKitAssertionsExtension.For(system.HasExtension<TestKitAssertionsProvider>() ? system : testkit.Sys).Assertions;

    private async ValueTask Poll(WaitMode mode, Func<bool> isDone, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (mode == WaitMode.Block) testkit.AwaitConditionNoThrow(isDone, limit, cancellationToken: cancellationToken);
        else await testkit.AwaitConditionNoThrowAsync(isDone, limit, cancellationToken: cancellationToken);
    }

    private void Check(int received, int expected, TimeSpan limit)
    {
        if (received == expected) return;

        var filter = string.Join(",", filters);
        var surplus = received - expected;
        if (surplus < 0)
        {
            Assertions.Fail(
                "Timeout ({0}) while waiting for messages. Only received {1}/{2} messages that matched filter [{3}]",
                limit, received, expected, filter);
        }
        else
        {
            Assertions.Fail(
                "Received {0} {1} too many. Expected {2} {3} but received {4} that matched filter [{5}]",
                surplus, Messages(surplus), expected, Messages(expected), received, filter);
        }
    }

    private static string Messages(int count) => count == 1 ? "message" : "messages";
}
