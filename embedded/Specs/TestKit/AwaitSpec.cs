using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class AwaitSpec : KitSpec
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private int _looks;

    [Fact]
    public void An_assertion_is_tried_until_it_holds() =>
        AwaitAssert(() => (++_looks).Should().Be(3), Limit, Interval);

    [Fact]
    public async Task An_assertion_is_tried_until_it_holds_without_blocking()
    {
        await AwaitAssertAsync(() => (++_looks).Should().Be(3), Limit, Interval);
        await AwaitAssertAsync(
            () =>
            {
                (++_looks).Should().Be(6);
                return Task.CompletedTask;
            },
            Limit,
            Interval);
    }

    [Fact]
    public void An_assertion_that_never_holds_fails_as_it_did_last()
    {
        FailureOf(() => AwaitAssert(() => Assert.Fail($"look {++_looks}"), Short, Interval)).Should().Be($"look {_looks}");

        _looks.Should().BeGreaterThan(1);
    }

    [Fact]
    public void An_assertion_that_never_holds_is_logged()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Warning));

        FailureOf(() => AwaitAssert(() => Assert.Fail("no"), Short));

        ExpectMsg<Warning>().Message.ToString().Should()
            .Match("AwaitAssert failed, timeout [00:00:00.0500000] is over after [?] attempts and [00:00:0*] elapsed time");
    }

    [Fact]
    public void A_condition_is_awaited()
    {
        AwaitCondition(() => ++_looks == 2, Limit, Interval);
        AwaitCondition(() => ++_looks == 3);
        AwaitCondition(() => ++_looks == 4, Limit);
        AwaitCondition(() => ++_looks == 5, Limit, "five");
    }

    [Fact]
    public async Task A_condition_is_awaited_without_blocking()
    {
        await AwaitConditionAsync(() => ++_looks == 2, Limit, Interval);
        await AwaitConditionAsync(() => Task.FromResult(++_looks == 3), Limit, Interval);
        await AwaitConditionAsync(() => ++_looks == 4);
        await AwaitConditionAsync(() => Task.FromResult(++_looks == 5), Limit);
    }

    [Fact]
    public void A_condition_that_never_holds_fails()
    {
        FailureOf(() => AwaitCondition(() => false, Short))
            .Should().Be("Timeout 00:00:00.0500000 expired while waiting for condition.");
        FailureOf(() => AwaitCondition(() => false, Short, " Why?"))
            .Should().Be("Timeout 00:00:00.0500000 expired while waiting for condition. Why?");
        FailureOf(() => AwaitCondition(() => false, Short, Interval))
            .Should().Be("Timeout 00:00:00.0500000 expired while waiting for condition.");
    }

    [Fact]
    public async Task A_condition_that_never_holds_fails_without_blocking() =>
        (await FailureOf(() => AwaitConditionAsync(() => false, Short, Interval, " Why?")))
            .Should().Be("Timeout 00:00:00.0500000 expired while waiting for condition. Why?");

    [Fact]
    public async Task A_condition_can_be_awaited_without_failing()
    {
        AwaitConditionNoThrow(() => ++_looks == 2, Limit, Interval).Should().BeTrue();
        AwaitConditionNoThrow(() => false, Short, Interval).Should().BeFalse();
        (await AwaitConditionNoThrowAsync(() => ++_looks == 4, Limit, Interval)).Should().BeTrue();
        (await AwaitConditionNoThrowAsync(() => false, Short, Interval)).Should().BeFalse();
    }
}
