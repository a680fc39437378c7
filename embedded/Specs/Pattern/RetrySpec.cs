using Akka.Embedded.Specs.Support;
using Akka.Pattern;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Pattern;

public sealed class RetrySpec : ActorSpec
{
    private int _tries;

    [Fact]
    public async Task What_succeeds_is_tried_once()
    {
        (await RetrySupport.Retry(() => Try(0), 5)).Should().Be(1);
    }

    [Fact]
    public async Task What_fails_is_tried_again_until_it_succeeds()
    {
        (await RetrySupport.Retry(() => Try(3), 5)).Should().Be(4);
    }

    [Fact]
    public async Task What_fails_always_is_tried_as_often_as_allowed_and_fails_with_the_last_cause()
    {
        var retry = () => RetrySupport.Retry(() => Try(100), 3, TimeSpan.FromMilliseconds(10), Sys.Scheduler);

        (await retry.Should().ThrowAsync<InvalidOperationException>()).WithMessage("try 4");
    }

    [Fact]
    public async Task A_try_that_throws_counts_as_one_that_fails()
    {
        var result = await RetrySupport.Retry(() => ++_tries < 3 ? throw new InvalidOperationException() : Task.FromResult(_tries), 5);

        result.Should().Be(3);
    }

    [Fact]
    public async Task After_starts_the_task_later()
    {
        var before = Sys.Scheduler.HighResMonotonicClock;

        var result = await FutureTimeoutSupport.After(TimeSpan.FromMilliseconds(60), Sys.Scheduler, () => Task.FromResult("done"));

        result.Should().Be("done");
        (Sys.Scheduler.HighResMonotonicClock - before).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(60));
    }

    private Task<int> Try(int failures)
    {
        _tries++;
        return _tries <= failures ? Task.FromException<int>(new InvalidOperationException($"try {_tries}")) : Task.FromResult(_tries);
    }
}
