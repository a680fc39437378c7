using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Scheduling;

public sealed class SchedulerStressSpec : ActorSpec
{
    [Fact]
    public void Whatever_the_threads_schedule_runs_once_unless_it_was_cancelled()
    {
        const int Threads = 4;
        const int Each = 2_000;
        var runs = new int[Threads * Each];
        using var done = new CountdownEvent(Threads * Each / 2);

        Parallel.For(0, Threads, thread =>
        {
            for (var i = 0; i < Each; i++)
            {
                var index = thread * Each + i;
                if (i % 2 == 0) Sys.Scheduler.Advanced.ScheduleOnce(i % 60, () => Count(index));
                else Sys.Scheduler.Advanced.ScheduleOnceCancelable(10_000 + i, () => Count(index)).Cancel();
            }
        });

        done.Wait(Limit).Should().BeTrue();
        for (var i = 0; i < runs.Length; i++) runs[i].Should().Be(i % 2 == 0 ? 1 : 0);

        void Count(int index)
        {
            Interlocked.Increment(ref runs[index]);
            if (index % 2 == 0) done.Signal();
        }
    }

    [Fact]
    public void A_short_delay_is_kept_while_the_scheduler_waits_for_a_long_one()
    {
        using var _ = Sys.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromMinutes(10), TestActor, "late", TestActor).AsDisposable();

        for (var i = 0; i < 20; i++)
        {
            Sys.Scheduler.ScheduleTellOnce(i % 3, TestActor, i, TestActor);
            ExpectMsg(i, TimeSpan.FromSeconds(3));
        }
    }
}
