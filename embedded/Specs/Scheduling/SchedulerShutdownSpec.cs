using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Scheduling;

public sealed class SchedulerShutdownSpec
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly Config Settings = ConfigurationFactory.ParseString(
        "akka.scheduler { tick-duration = 10ms, ticks-per-wheel = 512, shutdown-timeout = 20s }");

    [Fact]
    public void What_is_left_runs_once_when_the_scheduler_is_disposed()
    {
        var ran = new ConcurrentQueue<string>();
        var scheduler = new HashedWheelTimerScheduler(Settings, NoLogger.Instance);
        IAdvancedScheduler advanced = scheduler;
        advanced.ScheduleOnce(Long, () => ran.Enqueue("once"));
        advanced.ScheduleRepeatedly(Long, Long, () => ran.Enqueue("repeated"));
        advanced.ScheduleOnceCancelable(Long, () => ran.Enqueue("cancelled")).Cancel();

        scheduler.Dispose();

        ran.Should().BeEquivalentTo("once", "repeated");
    }

    [Fact]
    public void Nothing_is_scheduled_after_it()
    {
        var scheduler = new HashedWheelTimerScheduler(Settings, NoLogger.Instance);
        IAdvancedScheduler advanced = scheduler;
        advanced.ScheduleOnce(Long, () => { });
        scheduler.Dispose();

        var late = () => advanced.ScheduleOnce(Long, () => { });

        late.Should().Throw<SchedulerException>();
    }

    [Theory]
    [InlineData("tick-duration = 1ms, ticks-per-wheel = 512")]
    [InlineData("tick-duration = 10ms, ticks-per-wheel = 0")]
    [InlineData("tick-duration = 10ms, ticks-per-wheel = 1073741825")]
    public void Bad_settings_are_refused(string settings)
    {
        var make = () => new HashedWheelTimerScheduler(ConfigurationFactory.ParseString($"akka.scheduler {{ {settings} }}"), NoLogger.Instance);

        make.Should().Throw<ArgumentOutOfRangeException>();
    }
}
