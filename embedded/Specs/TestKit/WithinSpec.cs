using Akka.Actor;
using Akka.TestKit;
using FluentAssertions;
using Xunit;
using Xunit.Sdk;

namespace Akka.Embedded.Specs.TestKit;

public sealed class WithinSpec : KitSpec
{
    [Fact]
    public void A_block_returns_its_result()
    {
        Receives("a");

        Within(Limit, () => ExpectMsg<string>()).Should().Be("a");
    }

    [Fact]
    public async Task A_block_returns_its_result_without_blocking()
    {
        Receives("a");

        (await WithinAsync(Limit, async () => await ExpectMsgAsync<string>())).Should().Be("a");
    }

    [Fact]
    public void Expectations_in_a_block_share_its_time()
    {
        Within(Limit, () =>
        {
            Remaining.Should().BeLessThanOrEqualTo(Limit).And.BeGreaterThan(TimeSpan.Zero);
            RemainingOrDefault.Should().BeLessThanOrEqualTo(Limit);
            Within(Limit / 2, () => Remaining.Should().BeLessThanOrEqualTo(Limit / 2));
            Within(Limit * 2, () => Remaining.Should().BeLessThanOrEqualTo(Limit));
        });
    }

    [Fact]
    public void Outside_of_any_block_there_is_no_remaining_time()
    {
        FluentActions.Invoking(() => Remaining).Should().Throw<InvalidOperationException>()
            .WithMessage("Remaining may not be called outside of \"within\"");
        RemainingOrDefault.Should().Be(Limit);
    }

    [Fact]
    public void An_expectation_in_a_block_fails_when_the_block_is_over() =>
        FailureOf(() => Within(Short, () => { ExpectMsg<string>(); }))
            .Should().Match("Failed: Timeout 00:00:00.0* while waiting for a message of type System.String ");

    [Fact]
    public void A_block_that_is_too_fast_fails() =>
        FailureOf(() => Within(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), () => { }, "slowly"))
            .Should().Match("Failed: Block took 00:00:0*, should have at least been 00:01:00. slowly");

    [Fact]
    public void A_block_that_is_too_slow_fails() =>
        FailureOf(() => Within(TimeSpan.FromMilliseconds(5), () => Spend(Short)))
            .Should().Match("Failed: Block took 00:00:0*, exceeding 00:00:00.0050000. ");

    [Fact]
    public void A_block_may_be_too_slow_by_epsilon() =>
        Within(TimeSpan.FromMilliseconds(5), () => Spend(Short), epsilonValue: Limit);

    [Fact]
    public void A_block_that_ends_by_receiving_nothing_may_take_all_of_its_time() =>
        Within(Short, () => ReceiveWhile<string>(_ => true)).Should().BeEmpty();

    [Fact]
    public void An_inner_block_needs_the_time_it_must_take() =>
        FailureOf(() => Within(Short, () => Within(Limit, Limit * 2, () => { })))
            .Should().Match("Required min time 00:00:20 not possible, only 00:00:00.0* left. ");

    [Fact]
    public async Task A_block_that_does_not_end_is_given_up()
    {
        var never = new TaskCompletionSource();

        (await FailureOf(() => WithinAsync(Short, () => never.Task)))
            .Should().Match("Failed: Block took 00:00:0*, exceeding 00:00:00.0500000. ");
    }

    [Fact]
    public async Task What_an_awaited_block_throws_comes_as_an_aggregate()
    {
        var failure = await FluentActions.Awaiting(() => WithinAsync(Limit, async () => await ExpectMsgAsync<string>(Short)))
            .Should().ThrowAsync<AggregateException>();

        failure.Which.InnerExceptions.Should().ContainSingle().Which.Should().BeAssignableTo<XunitException>();
    }

    [Fact]
    public void A_negative_time_is_refused() =>
        FluentActions.Invoking(() => Within(TimeSpan.FromSeconds(-2), () => { })).Should().Throw<ArgumentException>()
            .WithMessage("The timespan must be greater than zero. Actual value: -00:00:02*");

    private static void Spend(TimeSpan time) => SpinWait.SpinUntil(() => false, time);
}
