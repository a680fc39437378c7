using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.DeathWatch;

public sealed class DeathWatchSpec : ActorSpec
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void The_watcher_is_told_Terminated_with_the_reference_by_the_watched()
    {
        var actor = Watch(Silent());

        Sys.Stop(actor);

        var terminated = ExpectMsg<Terminated>();
        terminated.ActorRef.Should().Be(actor);
        terminated.ExistenceConfirmed.Should().BeTrue();
        terminated.AddressTerminated.Should().BeFalse();
        LastSender.Should().Be(actor);
    }

    [Fact]
    public void One_who_watches_the_already_dead_is_told_at_once_that_its_existence_is_not_confirmed()
    {
        var actor = Watch(Silent());
        Sys.Stop(actor);
        ExpectTerminated(actor);

        var late = CreateTestProbe();
        late.Watch(actor);

        late.ExpectTerminated(actor).ExistenceConfirmed.Should().BeFalse();
    }

    [Fact]
    public void One_who_watches_what_never_was_is_told_that_its_existence_is_not_confirmed()
    {
        var never = ((ExtendedActorSystem)Sys).Provider.ResolveActorRef($"akka://{Sys.Name}/user/never");

        Watch(never);

        ExpectMsg<Terminated>().ExistenceConfirmed.Should().BeFalse();
    }

    [Fact]
    public void Watching_twice_tells_once()
    {
        var actor = Watch(Watch(Silent()));

        Sys.Stop(actor);

        ExpectTerminated(actor);
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void One_who_unwatches_is_not_told()
    {
        var actor = Unwatch(Watch(Silent()));

        Sys.Stop(actor);

        ExpectNoMsg(Moment);
    }

    // Terminated is in the mailbox when the watcher unwatches: it must not be seen.
    [Fact]
    public void A_Terminated_already_in_the_mailbox_is_dropped_by_Unwatch()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Silent();
        var watcher = Spawn((context, message) =>
        {
            if (message is not "go")
            {
                TestActor.Tell(message);
                return;
            }
            context.Watch(actor);
            TestActor.Tell("watching");
            gate.Wait(Limit);
            context.Unwatch(actor);
        });
        watcher.Tell("go");
        ExpectMsg("watching");
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        gate.Set();
        watcher.Tell("after");

        ExpectMsg("after");
    }

    [Fact]
    public void WatchWith_tells_the_given_message_instead_from_the_watched()
    {
        var actor = Silent();
        Spawn((context, message) =>
        {
            if (message is "go") context.Stop(context.WatchWith(actor, "it is gone"));
            else TestActor.Forward(message);
        }).Tell("go");

        ExpectMsg("it is gone");
        LastSender.Should().Be(actor);
    }

    [Fact]
    public void A_second_WatchWith_changes_nothing()
    {
        var actor = Silent();
        Spawn((context, message) =>
        {
            TestActor.Tell(message);
            if (message is not "go") return;
            context.WatchWith(actor, "one");
            context.WatchWith(actor, "two");
            context.Stop(actor);
        }).Tell("go");

        ExpectMsg("go");
        ExpectMsg("one");
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void What_the_watched_told_the_watcher_comes_before_Terminated()
    {
        var actor = Watch(Spawn((context, _) =>
        {
            for (var i = 0; i < 100; i++) TestActor.Tell(i);
            context.Stop(context.Self);
        }));

        actor.Tell("go");

        ReceiveN(100, Limit).Should().Equal(Enumerable.Range(0, 100).Cast<object>());
        ExpectTerminated(actor);
    }

    [Fact]
    public void A_restart_is_not_a_death_and_the_watch_goes_on()
    {
        var actor = Watch(Sys.ActorOf(HookActor.Props(Nobody.Instance)));

        actor.Tell(new Exception("boom"));
        ExpectNoMsg(Moment);
        Sys.Stop(actor);

        ExpectTerminated(actor);
    }

    [Fact]
    public void Of_two_actors_that_watch_each_other_the_one_left_is_told()
    {
        var first = Watching();
        var second = Watching();
        first.Tell(second, TestActor);
        second.Tell(first, TestActor);
        ExpectMsg("watching");
        ExpectMsg("watching");

        Sys.Stop(first);

        ExpectMsg($"lost {first.Path.Name}");
        Sys.Stop(Watch(second));
        ExpectTerminated(second);
    }

    private IActorRef Silent() => Spawn((_, _) => { });

    private IActorRef Watching() => Spawn((context, message) =>
    {
        if (message is Terminated terminated)
        {
            TestActor.Tell($"lost {terminated.ActorRef.Path.Name}");
            return;
        }
        context.Watch((IActorRef)message);
        TestActor.Tell("watching");
    });
}
