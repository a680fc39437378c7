using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Xunit;

namespace Akka.Embedded.Specs.Supervision;

/// <summary>How often a strategy restarts before it stops the child.</summary>
public sealed class RetriesSpec : ActorSpec
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    [Fact]
    public void Without_a_limit_it_restarts_again_and_again()
    {
        var child = Child(new OneForOneStrategy(-1, Never, _ => Directive.Restart));

        Fail(child, 20);

        StillLives(child);
    }

    [Fact]
    public void The_failure_after_the_last_allowed_restart_stops_the_child()
    {
        var child = Child(new OneForOneStrategy(2, Never, _ => Directive.Restart));

        Fail(child, 2);
        StillLives(child);
        Fail(child, 1);

        ExpectTerminated(child);
    }

    [Fact]
    public void No_restart_allowed_stops_at_the_first_failure()
    {
        var child = Child(new OneForOneStrategy(0, Never, _ => Directive.Restart));

        Fail(child, 1);

        ExpectTerminated(child);
    }

    [Fact]
    public void A_limit_in_time_counts_the_failures_within_it()
    {
        var child = Child(new OneForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart));

        Fail(child, 1);
        StillLives(child);
        Fail(child, 1);

        ExpectTerminated(child);
    }

    [Fact]
    public void A_failure_after_the_window_counts_anew()
    {
        var window = TimeSpan.FromMilliseconds(40);
        var child = Child(new OneForOneStrategy(1, window, _ => Directive.Restart));

        Fail(child, 1);
        StillLives(child);
        ExpectNoMsg(window * 3);
        Fail(child, 1);

        StillLives(child);
    }

    [Fact]
    public void Resuming_is_not_counted()
    {
        var child = Child(new OneForOneStrategy(1, Never, _ => Directive.Resume));

        Fail(child, 5);

        StillLives(child);
    }

    [Fact]
    public void AllForOne_stops_all_when_one_has_used_up_the_limit()
    {
        var parent = SpawnParent(new AllForOneStrategy(1, Never, _ => Directive.Restart));
        var (failing, sibling) = (ChildOf(parent, Thrower), ChildOf(parent, Thrower));
        Watch(sibling);

        Fail(failing, 2);

        ExpectTerminated(sibling);
    }

    private static Props Thrower => Lambda((context, message) =>
    {
        if (message is Exception failure) throw failure;
        context.Sender.Tell(message);
    });

    private IActorRef Child(SupervisorStrategy strategy) => Watch(ChildOf(SpawnParent(strategy), Thrower));

    private static void Fail(IActorRef actor, int times)
    {
        for (var i = 0; i < times; i++) actor.Tell(new Exception("boom"));
    }

    private void StillLives(IActorRef actor)
    {
        actor.Tell("alive", TestActor);
        ExpectMsg("alive");
    }
}
