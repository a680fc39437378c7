using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Configs;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class TestSchedulerSpec() : Akka.TestKit.Xunit2.TestKit(
    ConfigurationFactory.ParseString("akka.stdout-loglevel = OFF").WithFallback(TestConfigs.TestSchedulerConfig))
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Nothing_happens_until_time_is_advanced()
    {
        Scheduler.ScheduleTellOnce(Second, TestActor, "now", TestActor);

        Scheduler.Advance(Second / 2);
        HasMessages.Should().BeFalse();
        Scheduler.Advance(Second / 2);

        ExpectMsg("now");
        Scheduler.Advance(Second);
        HasMessages.Should().BeFalse();
    }

    [Fact]
    public void What_is_due_happens_in_the_order_of_time()
    {
        Scheduler.ScheduleTellOnce(Second * 2, TestActor, "second", TestActor);
        Scheduler.ScheduleTellOnce(Second, TestActor, "first", TestActor);

        Scheduler.Advance(Second * 2);

        ExpectMsg("first");
        ExpectMsg("second");
    }

    [Fact]
    public void What_repeats_happens_once_for_each_advance()
    {
        Scheduler.ScheduleTellRepeatedly(Second, Second * 2, TestActor, "again", TestActor);

        Scheduler.Advance(Second);
        ExpectMsg("again");
        Scheduler.Advance(Second);
        HasMessages.Should().BeFalse();
        Scheduler.Advance(Second);
        ExpectMsg("again");
    }

    [Fact]
    public void What_is_cancelled_does_not_happen()
    {
        var cancelable = new Cancelable(Scheduler.Advanced);
        Scheduler.ScheduleTellRepeatedly(Second, Second, TestActor, "again", TestActor, cancelable);
        Scheduler.Advance(Second);
        ExpectMsg("again");

        cancelable.Cancel();
        Scheduler.Advance(Second);

        HasMessages.Should().BeFalse();
    }

    [Fact]
    public void Actions_happen_too()
    {
        var ran = 0;
        Scheduler.Advanced.ScheduleOnce(Second, () => ran++);
        Scheduler.Advanced.ScheduleRepeatedly(Second, Second, () => ran++);

        Scheduler.Advance(Second);

        ran.Should().Be(2);
    }

    [Fact]
    public void Time_goes_on_only_forwards()
    {
        var now = Scheduler.Now;

        Scheduler.AdvanceTo(now + Second);

        Scheduler.Now.Should().Be(now + Second);
        FluentActions.Invoking(() => Scheduler.AdvanceTo(now))
            .Should().Throw<InvalidOperationException>().WithMessage("You can't reverse time...");
    }
}
