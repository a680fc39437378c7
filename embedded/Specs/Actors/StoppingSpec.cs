using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class StoppingSpec : ActorSpec
{
    [Fact]
    public void PoisonPill_stops_the_actor_after_the_messages_before_it()
    {
        var actor = Watch(Spawn((_, message) => TestActor.Tell(message)));
        actor.Tell(1);
        actor.Tell(PoisonPill.Instance);
        actor.Tell(2);

        ExpectMsg(1);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Stop_lets_the_current_message_end_but_takes_no_other()
    {
        using var gate = new ManualResetEventSlim();
        var parent = SpawnParent(SupervisorStrategy.DefaultStrategy);
        var actor = Watch(ChildOf(parent, Lambda((_, message) =>
        {
            TestActor.Tell(message);
            gate.Wait(Limit);
            TestActor.Tell("done");
        })));
        actor.Tell(1);
        actor.Tell(2);
        ExpectMsg(1);

        StopChild(parent, actor);
        gate.Set();

        ExpectMsg("done");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Kill_makes_the_actor_throw_an_ActorKilledException()
    {
        var parent = SpawnParent(new OneForOneStrategy(failure =>
        {
            TestActor.Tell(failure);
            return Directive.Restart;
        }));
        var child = ChildOf(parent, Lambda((context, message) => context.Sender.Tell(message)));

        child.Tell(Kill.Instance);

        ExpectMsg<ActorKilledException>().Message.Should().Be("Kill");
        child.Tell("still there", TestActor);
        ExpectMsg("still there");
    }

    [Fact]
    public void Kill_stops_the_actor_under_the_default_supervision()
    {
        var actor = Watch(Spawn((_, _) => { }));

        actor.Tell(Kill.Instance);

        ExpectTerminated(actor);
    }

    [Fact]
    public void An_actor_that_stops_itself_takes_no_further_message()
    {
        var actor = Watch(Spawn((context, message) =>
        {
            TestActor.Tell(message);
            context.Stop(context.Self);
        }));
        actor.Tell(1);
        actor.Tell(2);

        ExpectMsg(1);
        ExpectTerminated(actor);
    }

    [Fact]
    public async Task GracefulStop_answers_true_when_the_actor_has_ended()
    {
        var actor = Spawn((_, _) => { });

        (await actor.GracefulStop(Limit)).Should().BeTrue();
    }

    [Fact]
    public async Task GracefulStop_of_an_actor_that_has_ended_answers_true_too()
    {
        var actor = Spawn((_, _) => { });
        await actor.GracefulStop(Limit);

        (await actor.GracefulStop(Limit)).Should().BeTrue();
    }

    [Fact]
    public async Task GracefulStop_with_a_message_of_its_own_waits_for_what_the_actor_does_with_it()
    {
        var actor = Spawn((context, message) =>
        {
            if (message is "end yourself") context.Stop(context.Self);
        });

        (await actor.GracefulStop(Limit, "end yourself")).Should().BeTrue();
    }

    [Fact]
    public async Task GracefulStop_answers_false_when_the_time_is_over()
    {
        var actor = Spawn((_, _) => { });

        (await actor.GracefulStop(TimeSpan.FromMilliseconds(50), "ignored")).Should().BeFalse();
    }

    [Fact]
    public void Children_end_before_their_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Nested(2, TestActor)));
        Watch(parent);

        Sys.Stop(parent);

        ExpectMsg("stopped 0");
        ExpectMsg("stopped 1");
        ExpectMsg("stopped 2");
        ExpectTerminated(parent);
    }

    [Fact]
    public void A_parent_stops_its_child_and_can_use_the_name_again_once_it_has_ended()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Reusing(TestActor)));

        parent.Tell("replace");

        ExpectMsg("replaced");
    }

    private sealed class Nested : UntypedActor
    {
        private readonly int _depth;
        private readonly IActorRef _observer;

        public Nested(int depth, IActorRef observer)
        {
            (_depth, _observer) = (depth, observer);
            if (depth > 0) Context.ActorOf(Props.Create(() => new Nested(depth - 1, observer)));
        }

        protected override void PostStop() => _observer.Tell($"stopped {_depth}");

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Reusing : ReceiveActor
    {
        private static readonly Props Silent = Lambda((_, _) => { });

        public Reusing(IActorRef observer)
        {
            var child = Context.Watch(Context.ActorOf(Silent, "child"));
            Receive<string>(_ => Context.Stop(child));
            Receive<Terminated>(_ =>
            {
                Context.ActorOf(Silent, "child");
                observer.Tell("replaced");
            });
        }
    }
}
