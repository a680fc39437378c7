using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Supervision;

public sealed class ChildrenOnRestartSpec : ActorSpec
{
    [Fact]
    public void The_default_PreRestart_stops_the_children_and_the_new_instance_starts_after_they_have_ended()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Parent(TestActor, false)));
        ExpectMsg("child: new");
        ExpectMsg("child: PreStart");

        actor.Tell(new Exception("boom"));

        ExpectMsg("child: PostStop");
        ExpectMsg("child: new");
        ExpectMsg("child: PreStart");
    }

    [Fact]
    public void Children_that_PreRestart_leaves_alone_are_restarted_with_their_parent()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Parent(TestActor, true)));
        ExpectMsg("child: new");
        ExpectMsg("child: PreStart");

        actor.Tell(new Exception("boom"));

        foreach (var hook in new[] { "PreRestart(boom, )", "PostStop", "new", "PostRestart(boom)", "PreStart" }) ExpectMsg("child: " + hook);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void A_failed_parent_suspends_its_children_until_it_is_decided()
    {
        using var decision = new ManualResetEventSlim();
        var grandparent = SpawnParent(new OneForOneStrategy(_ =>
        {
            TestActor.Tell("deciding");
            decision.Wait(Limit);
            return Directive.Resume;
        }));
        var parent = ChildOf(grandparent, Props.Create(() => new ParentActor(SupervisorStrategy.DefaultStrategy)));
        var child = ChildOf(parent, Lambda((_, message) => TestActor.Tell(message)));

        parent.Tell(new Exception("boom"));
        ExpectMsg("deciding");
        child.Tell("hello");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        decision.Set();

        ExpectMsg("hello");
    }

    [Fact]
    public void A_restart_escalated_by_the_child_restarts_the_parent_and_ends_the_child()
    {
        var grandparent = SpawnParent(new OneForOneStrategy(_ => Directive.Restart));
        var parent = ChildOf(grandparent, Props.Create(() => new ParentActor(new OneForOneStrategy(_ => Directive.Escalate))));
        var child = Watch(ChildOf(parent, HookActor.Props(Nobody.Instance)));

        child.Tell(new Exception("boom"));

        ExpectTerminated(child);
        ChildOf(parent, HookActor.Props(Nobody.Instance)).Path.Parent.Should().Be(parent.Path);
    }

    private sealed class Parent : UntypedActor
    {
        private readonly bool _keepsChildren;

        public Parent(IActorRef observer, bool keepsChildren)
        {
            _keepsChildren = keepsChildren;
            if (Context.Child("child").IsNobody()) Context.ActorOf(HookActor.Props(observer, "child"), "child");
        }

        protected override void PreRestart(Exception reason, object message)
        {
            if (!_keepsChildren) base.PreRestart(reason, message);
        }

        protected override void OnReceive(object message) => throw (Exception)message;
    }
}
