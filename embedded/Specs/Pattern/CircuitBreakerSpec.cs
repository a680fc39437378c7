using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Pattern;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Pattern;

public sealed class CircuitBreakerSpec : ActorSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Closed_it_lets_calls_through()
    {
        var breaker = Breaker(resetAfter: Long);

        (await breaker.WithCircuitBreaker(() => Task.FromResult(7))).Should().Be(7);
        breaker.WithSyncCircuitBreaker(() => 8).Should().Be(8);
        breaker.IsClosed.Should().BeTrue();
    }

    [Fact]
    public async Task It_opens_after_the_maximum_of_failures()
    {
        var breaker = Breaker(resetAfter: Long).OnOpen(() => TestActor.Tell("open", TestActor));

        await Fail(breaker);
        breaker.IsClosed.Should().BeTrue();
        breaker.CurrentFailureCount.Should().Be(1);
        await Fail(breaker);

        breaker.IsOpen.Should().BeTrue();
        ExpectMsg("open");
    }

    [Fact]
    public async Task Open_it_calls_nothing_and_tells_why_and_how_long()
    {
        var breaker = await Opened(Long);
        var called = false;

        var call = () => breaker.WithCircuitBreaker(() => Task.FromResult(called = true));

        var refusal = (await call.Should().ThrowAsync<OpenCircuitException>()).Which;
        called.Should().BeFalse();
        refusal.InnerException.Should().BeOfType<InvalidOperationException>();
        refusal.RemainingDuration.Should().BePositive().And.BeLessThanOrEqualTo(Long);
    }

    [Fact]
    public async Task A_success_forgets_the_failures_before_it()
    {
        var breaker = Breaker(resetAfter: Long);
        await Fail(breaker);

        await breaker.WithCircuitBreaker(() => Task.FromResult(1));

        breaker.CurrentFailureCount.Should().Be(0);
        breaker.LastCaughtException.Should().BeNull();
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_a_failure()
    {
        var breaker = new CircuitBreaker(Sys.Scheduler, 1, Short, Long);
        var call = () => breaker.WithCircuitBreaker(() => new TaskCompletionSource<int>().Task);

        await call.Should().ThrowAsync<TimeoutException>();

        breaker.IsOpen.Should().BeTrue();
    }

    [Fact]
    public async Task After_the_reset_timeout_a_success_closes_it()
    {
        var breaker = (await Opened(Short)).OnClose(() => TestActor.Tell("closed", TestActor));
        AwaitCondition(() => breaker.IsHalfOpen, Limit);

        await breaker.WithCircuitBreaker(() => Task.FromResult(1));

        breaker.IsClosed.Should().BeTrue();
        ExpectMsg("closed");
    }

    [Fact]
    public async Task After_the_reset_timeout_a_failure_opens_it_again()
    {
        var breaker = new CircuitBreaker(Sys.Scheduler, 1, Limit, TimeSpan.FromMilliseconds(500));
        await Fail(breaker);
        AwaitCondition(() => breaker.IsHalfOpen, Limit);

        await Fail(breaker);

        breaker.IsOpen.Should().BeTrue();
    }

    [Fact]
    public async Task Half_open_it_lets_one_call_through()
    {
        var breaker = await Opened(Short);
        AwaitCondition(() => breaker.IsHalfOpen, Limit);
        var trial = new TaskCompletionSource<int>();
        var first = breaker.WithCircuitBreaker(() => trial.Task);

        var second = async () => await breaker.WithCircuitBreaker(() => Task.FromResult(2));

        await second.Should().ThrowAsync<OpenCircuitException>();
        trial.SetResult(1);
        (await first).Should().Be(1);
    }

    [Fact]
    public void The_user_may_count_successes_and_failures()
    {
        var breaker = Breaker(resetAfter: Long);

        breaker.Fail();
        breaker.Succeed();
        breaker.Fail();
        breaker.IsClosed.Should().BeTrue();
        breaker.Fail();

        breaker.IsOpen.Should().BeTrue();
        breaker.LastCaughtException.Should().BeOfType<UserCalledFailException>();
    }

    private CircuitBreaker Breaker(TimeSpan resetAfter) => CircuitBreaker.Create(Sys.Scheduler, 2, Limit, resetAfter);

    private async Task<CircuitBreaker> Opened(TimeSpan resetAfter)
    {
        var breaker = new CircuitBreaker(Sys.Scheduler, 1, Limit, resetAfter);
        await Fail(breaker);
        return breaker;
    }

    private static async Task Fail(CircuitBreaker breaker)
    {
        var call = () => breaker.WithCircuitBreaker(() => Task.FromException<int>(new InvalidOperationException("on purpose")));
        await call.Should().ThrowAsync<InvalidOperationException>();
    }
}
