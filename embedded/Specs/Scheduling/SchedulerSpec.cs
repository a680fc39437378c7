using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Scheduling;

public sealed class SchedulerSpec : ActorSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(35);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private IScheduler Scheduler => Sys.Scheduler;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(37)]
    [InlineData(120)]
    public void A_message_never_comes_before_its_time(int milliseconds)
    {
        var watch = Stopwatch.StartNew();

        Scheduler.ScheduleTellOnce(milliseconds, TestActor, "due", TestActor);

        ExpectMsg("due", Limit);
        watch.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void A_message_has_the_sender_it_was_scheduled_with()
    {
        var sender = CreateTestProbe();

        Scheduler.ScheduleTellOnce(Short, TestActor, "due", sender);

        ExpectMsg("due");
        LastSender.Should().Be(sender.Ref);
    }

    [Fact]
    public void Messages_come_in_the_order_of_their_times()
    {
        foreach (var delay in new[] { 300, 100, 200 }) Scheduler.ScheduleTellOnce(delay, TestActor, delay, TestActor);

        ReceiveN(3, Limit).Should().Equal(100, 200, 300);
    }

    [Fact]
    public void A_delay_longer_than_the_wheel_is_kept()
    {
        using var system = ActorSystem.Create("small-wheel", "akka.scheduler.ticks-per-wheel = 4, akka.loglevel = OFF, akka.stdout-loglevel = OFF");
        var watch = Stopwatch.StartNew();

        system.Scheduler.ScheduleTellOnce(150, TestActor, "due", TestActor);

        ExpectMsg("due");
        watch.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public void A_cancelled_message_does_not_come()
    {
        var cancelable = Scheduler.ScheduleTellOnceCancelable(Short, TestActor, "due", TestActor);

        cancelable.Cancel();

        cancelable.IsCancellationRequested.Should().BeTrue();
        ExpectNoMsg(Short * 4);
    }

    [Fact]
    public void A_cancelled_cancelable_schedules_nothing()
    {
        Scheduler.ScheduleTellOnce(TimeSpan.Zero, TestActor, "due", TestActor, Cancelable.CreateCanceled());

        ExpectNoMsg(Short * 3);
    }

    [Fact]
    public void A_repeated_message_comes_until_it_is_cancelled()
    {
        var cancelable = Scheduler.ScheduleTellRepeatedlyCancelable(Short, Short, TestActor, "tick", TestActor);
        ReceiveN(3, Limit).Should().AllBeEquivalentTo("tick");

        cancelable.Cancel();
        TestActor.Tell("cancelled");

        FishForMessage(m => m is "cancelled", Limit);
        ExpectNoMsgAfterTheOneUnderWay();
    }

    [Fact]
    public void A_repeated_message_waits_for_its_initial_delay()
    {
        using var _ = Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, Long, TestActor, "tick", TestActor).AsDisposable();

        ExpectMsg("tick");
        ExpectNoMsg(Short * 2);
    }

    [Fact]
    public void Repeats_do_not_come_faster_than_their_interval_over_time()
    {
        const int Times = 20;
        var watch = Stopwatch.StartNew();
        using var _ = Scheduler.ScheduleTellRepeatedlyCancelable(10, 10, TestActor, "tick", TestActor).AsDisposable();

        ReceiveN(Times, Limit);

        watch.ElapsedMilliseconds.Should().BeGreaterThanOrEqualTo(Times * 10);
    }

    [Fact]
    public void An_action_runs_once()
    {
        var runs = new BlockingCollection<int>();

        Scheduler.Advanced.ScheduleOnce(Short, () => runs.Add(1));

        runs.TryTake(out var _, Limit).Should().BeTrue();
        runs.TryTake(out var _, Short * 3).Should().BeFalse();
    }

    [Fact]
    public void An_action_that_throws_is_not_repeated_and_stops_nothing_else()
    {
        var runs = 0;
        Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(10), () =>
        {
            Interlocked.Increment(ref runs);
            throw new InvalidOperationException("on purpose");
        });

        Scheduler.ScheduleTellOnce(Short * 3, TestActor, "due", TestActor);

        ExpectMsg("due");
        Volatile.Read(ref runs).Should().Be(1);
    }

    [Fact]
    public void An_action_may_schedule_the_next_one()
    {
        Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => Scheduler.ScheduleTellOnce(TimeSpan.Zero, TestActor, "due", TestActor));

        ExpectMsg("due");
    }

    [Fact]
    public void Negative_delays_and_intervals_that_are_not_positive_are_refused()
    {
        var negative = () => Scheduler.ScheduleTellOnce(-1, TestActor, "due", TestActor);
        var zero = () => Scheduler.ScheduleTellRepeatedly(0, 0, TestActor, "due", TestActor);
        var late = () => Scheduler.Advanced.ScheduleOnce(-1, () => { });

        negative.Should().Throw<ArgumentOutOfRangeException>();
        zero.Should().Throw<ArgumentOutOfRangeException>();
        late.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void The_monotonic_clock_runs_forward()
    {
        var (coarse, fine) = (Scheduler.MonotonicClock, Scheduler.HighResMonotonicClock);

        Scheduler.ScheduleTellOnce(50, TestActor, "due", TestActor);
        ExpectMsg("due");

        Scheduler.MonotonicClock.Should().BeGreaterThan(coarse);
        Scheduler.HighResMonotonicClock.Should().BeGreaterThanOrEqualTo(fine + TimeSpan.FromMilliseconds(50));
        Scheduler.Now.Should().BeCloseTo(DateTimeOffset.UtcNow, Limit);
    }

    // The tick that was on its way when cancel was called may still arrive; none after it.
    private void ExpectNoMsgAfterTheOneUnderWay()
    {
        ReceiveOne(Short * 2);
        ExpectNoMsg(Short * 4);
    }
}
