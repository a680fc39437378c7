using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class LatchAndBarrierSpec : KitSpec
{
    [Fact]
    public void A_latch_opens_after_its_counts()
    {
        var latch = CreateTestLatch(2);

        latch.CountDown();
        latch.IsOpen.Should().BeFalse();
        latch.CountDown();

        latch.IsOpen.Should().BeTrue();
        latch.Ready();
        latch.Reset();
        latch.IsOpen.Should().BeFalse();
        latch.Open();
        latch.Ready(Limit);
    }

    [Fact]
    public void A_latch_that_stays_shut_fails() =>
        FluentActions.Invoking(() => CreateTestLatch().Ready(Short))
            .Should().Throw<TimeoutException>().WithMessage("Timeout of 00:00:00.0500000");

    [Fact]
    public void A_latch_does_not_wait_for_ever() =>
        FluentActions.Invoking(() => CreateTestLatch().Ready(TimeSpan.MaxValue)).Should().Throw<ArgumentException>();

    [Fact]
    public async Task A_barrier_lets_all_pass_at_once()
    {
        var barrier = CreateTestBarrier(2);

        var other = Task.Factory.StartNew(() => barrier.Await(Limit), TaskCreationOptions.LongRunning);
        barrier.Await(Limit);

        await other;
    }
}
