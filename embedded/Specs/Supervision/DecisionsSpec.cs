using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Supervision;

/// <summary>What each directive does to the failed child, and to the others under OneForOne and AllForOne.</summary>
public sealed class DecisionsSpec : ActorSpec
{
    private static readonly Exception Boom = new InvalidOperationException("boom");

    [Fact]
    public void Resume_keeps_the_instance_and_its_state()
    {
        var child = ChildOf(Parent(Directive.Resume), Counter());
        foreach (var message in new object[] { "add", Boom, "add", "get" }) child.Tell(message, TestActor);

        ExpectMsg(2);
    }

    [Fact]
    public void Restart_starts_with_fresh_state()
    {
        var child = ChildOf(Parent(Directive.Restart), Counter());
        foreach (var message in new object[] { "add", Boom, "add", "get" }) child.Tell(message, TestActor);

        ExpectMsg(1);
    }

    [Fact]
    public void Stop_ends_the_child()
    {
        var child = Watch(ChildOf(Parent(Directive.Stop), Counter()));

        child.Tell(Boom);

        ExpectTerminated(child);
    }

    [Fact]
    public void Escalate_makes_the_parent_fail_with_the_childs_exception()
    {
        var grandparent = SpawnParent(new OneForOneStrategy(failure =>
        {
            TestActor.Tell(failure);
            return Directive.Stop;
        }));
        var parent = Watch(ChildOf(grandparent, Props.Create(() => new ParentActor(Always(Directive.Escalate)))));
        var child = ChildOf(parent, Counter());

        child.Tell(Boom);

        ExpectMsg<Exception>().Should().BeSameAs(Boom);
        ExpectTerminated(parent);
    }

    [Fact]
    public void OneForOne_leaves_the_siblings_alone()
    {
        var parent = Parent(Directive.Restart);
        var (failing, sibling) = (ChildOf(parent, Counter()), ChildOf(parent, Counter()));
        sibling.Tell("add");

        failing.Tell(Boom);
        failing.Tell("get", TestActor);
        ExpectMsg(0);
        sibling.Tell("get", TestActor);

        ExpectMsg(1);
    }

    [Fact]
    public void AllForOne_restarts_the_siblings_too()
    {
        var parent = SpawnParent(new AllForOneStrategy(_ => Directive.Restart));
        var failing = ChildOf(parent, Counter());
        var probe = CreateTestProbe();
        ChildOf(parent, HookActor.Props(probe.Ref));
        probe.ExpectMsg("new");
        probe.ExpectMsg("PreStart");

        failing.Tell(Boom);

        foreach (var hook in new[] { "PreRestart(boom, )", "PostStop", "new", "PostRestart(boom)", "PreStart" }) probe.ExpectMsg(hook);
    }

    [Fact]
    public void AllForOne_stops_the_siblings_too()
    {
        var parent = SpawnParent(new AllForOneStrategy(_ => Directive.Stop));
        var (failing, sibling) = (ChildOf(parent, Counter()), ChildOf(parent, Counter()));
        Watch(sibling);

        failing.Tell(Boom);

        ExpectTerminated(sibling);
    }

    [Fact]
    public void A_parent_that_decides_by_the_exception_is_asked_for_each()
    {
        var parent = SpawnParent(new OneForOneStrategy(failure => failure switch
        {
            ArgumentException => Directive.Resume,
            InvalidOperationException => Directive.Restart,
            _ => Directive.Stop,
        }));
        var child = Watch(ChildOf(parent, Counter()));
        foreach (var message in new object[] { "add", new ArgumentException(), "get", Boom, "get", new Exception() }) child.Tell(message, TestActor);

        ExpectMsg(1);
        ExpectMsg(0);
        ExpectTerminated(child);
    }

    [Fact]
    public void Mailbox_order_holds_across_a_resume_and_a_restart()
    {
        foreach (var directive in new[] { Directive.Resume, Directive.Restart })
        {
            var child = ChildOf(Parent(directive), Lambda((context, message) =>
            {
                if (message is Exception failure) throw failure;
                context.Sender.Tell(message);
            }));
            foreach (var message in new object[] { 1, Boom, 2, Boom, Boom, 3 }) child.Tell(message, TestActor);

            ReceiveN(3, Limit).Should().Equal(1, 2, 3);
        }
    }

    private static OneForOneStrategy Always(Directive directive) => new(_ => directive);

    private static Props Counter() => Props.Create(() => new CountingActor());

    private IActorRef Parent(Directive directive) => SpawnParent(Always(directive));

    private sealed class CountingActor : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Exception failure: throw failure;
                case "add": _count++; break;
                default: Sender.Tell(_count); break;
            }
        }
    }
}
