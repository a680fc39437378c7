using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class TimersSpec : ActorSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_single_timer_fires_once_and_is_active_until_then()
    {
        SpawnWith(timers =>
        {
            timers.StartSingleTimer("key", "fired", Short);
            TestActor.Tell(timers.IsTimerActive("key"));
        });

        ExpectMsg(true);
        ExpectMsg("fired");
        ExpectNoMsg(Short * 3);
    }

    [Fact]
    public void A_single_timer_that_has_fired_is_no_longer_active()
    {
        var actor = SpawnWith(timers => timers.StartSingleTimer("key", "fired", Short));
        ExpectMsg("fired");

        actor.Tell((ITimerScheduler timers) => TestActor.Tell(timers.IsTimerActive("key")));

        ExpectMsg(false);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_cancelled()
    {
        var actor = SpawnWith(timers => timers.StartPeriodicTimer("key", "tick", Short));
        ReceiveN(3, Limit).Should().AllBeEquivalentTo("tick");

        actor.Tell((ITimerScheduler timers) =>
        {
            timers.Cancel("key");
            TestActor.Tell("cancelled");
        });

        FishForMessage(m => m is "cancelled", Limit);
        ExpectNoMsg(Short * 4);
    }

    [Fact]
    public void A_periodic_timer_waits_for_its_initial_delay()
    {
        SpawnWith(timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.Zero, Long));

        ExpectMsg("tick");
    }

    [Fact]
    public void Starting_a_timer_under_a_key_in_use_replaces_the_old_one()
    {
        SpawnWith(timers =>
        {
            timers.StartPeriodicTimer("key", "old", Short);
            timers.StartSingleTimer("key", "new", Short);
        });

        ExpectMsg("new");
        ExpectNoMsg(Short * 3);
    }

    // The old timer has fired into the mailbox when it is replaced: its message must not be seen.
    [Fact]
    public void A_message_of_a_replaced_timer_that_is_already_in_the_mailbox_is_dropped()
    {
        var actor = SpawnWith(_ => { });
        using var fired = new ManualResetEventSlim();
        actor.Tell((ITimerScheduler timers) =>
        {
            timers.StartSingleTimer("key", "old", TimeSpan.Zero);
            Sys.Scheduler.Advanced.ScheduleOnce(Short * 3, fired.Set);
            fired.Wait(Limit);
            timers.StartSingleTimer("key", "new", Short);
        });

        ExpectMsg("new");
    }

    [Fact]
    public void CancelAll_cancels_every_timer()
    {
        SpawnWith(timers =>
        {
            timers.StartSingleTimer("a", "a", Short);
            timers.StartPeriodicTimer("b", "b", Short);
            timers.CancelAll();
        });

        ExpectNoMsg(Short * 4);
    }

    [Fact]
    public void A_restart_cancels_the_timers_of_the_old_instance()
    {
        var actor = SpawnWith(timers => timers.StartPeriodicTimer("key", "tick", Short));
        ExpectMsg("tick");

        actor.Tell((Action<ITimerScheduler>)(_ => throw new Exception("boom")));
        actor.Tell("restarted");

        FishForMessage(m => m is "restarted", Limit);
        ExpectNoMsg(Short * 4);
    }

    // The old instance's timer has fired into the mailbox before it fails: the new instance must not see its message.
    [Fact]
    public void A_message_of_a_timer_that_is_already_in_the_mailbox_at_a_restart_is_dropped()
    {
        var actor = SpawnWith(_ => { });
        using var fired = new ManualResetEventSlim();
        actor.Tell((ITimerScheduler timers) =>
        {
            timers.StartSingleTimer("key", "old", TimeSpan.Zero);
            Sys.Scheduler.Advanced.ScheduleOnce(Short * 3, fired.Set);
            fired.Wait(Limit);
            throw new Exception("boom");
        });

        fired.Wait(Limit).Should().BeTrue();
        actor.Tell((ITimerScheduler timers) => timers.StartSingleTimer("another key", "new", Short));

        ExpectMsg("new");
    }

    [Fact]
    public void A_stop_cancels_the_timers()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));
        var actor = Watch(SpawnWith(timers => timers.StartPeriodicTimer("key", "tick", Short)));
        ExpectMsg("tick");

        Sys.Stop(actor);

        FishForMessage(m => m is Terminated, Limit);
        ExpectNoMsg(Short * 4);
    }

    private IActorRef SpawnWith(Action<ITimerScheduler> start)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Timed(TestActor)));
        actor.Tell(start);
        return actor;
    }

    private sealed class Timed(IActorRef observer) : UntypedActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            if (message is Action<ITimerScheduler> action) action(Timers);
            else observer.Tell(message);
        }
    }
}
