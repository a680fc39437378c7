using Akka.Dispatch;
using Akka.NetPoll.Dispatch;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

public sealed class WakePolicySpec
{
    private readonly LocalQueue _queue = new();

    [Fact]
    public void A_queue_that_is_worked_off_in_time_wants_no_follower()
    {
        var policy = new WakePolicy(TimeSpan.FromHours(1));

        for (int i = 0; i < 1000; i++)
        {
            Push(2);
            _queue.TryPop();
            policy.WantsFollower(_queue).Should().BeFalse();
            _queue.TryPop();
        }
    }

    [Fact]
    public void A_runnable_that_waits_too_long_wants_one()
    {
        var policy = new WakePolicy(TimeSpan.Zero);
        Push(1);

        Looks(ref policy, 20).Should().BePositive();
    }

    [Fact]
    public void An_empty_queue_wants_none_however_long_it_takes()
    {
        var policy = new WakePolicy(TimeSpan.Zero);

        Looks(ref policy, 20).Should().Be(0);
    }

    [Fact]
    public void Up_to_half_a_queue_it_goes_by_the_oldest_not_by_how_many_wait()
    {
        var policy = new WakePolicy(TimeSpan.FromHours(1));
        Push(LocalQueue.Capacity / 2);

        Looks(ref policy, 20).Should().Be(0);

        Push(1);
        Looks(ref policy, 20).Should().BePositive();
    }

    private int Looks(ref WakePolicy policy, int times)
    {
        int wanted = 0;
        for (int i = 0; i < times; i++)
        {
            if (policy.WantsFollower(_queue)) wanted++;
        }

        return wanted;
    }

    private void Push(int count)
    {
        for (int i = 0; i < count; i++) _queue.TryPush(new ActionRunnable(() => { }));
    }
}
