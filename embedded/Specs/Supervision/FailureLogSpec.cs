using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Supervision;

/// <summary>How a supervisor's decision is logged: with the cause, from the failed child.</summary>
public sealed class FailureLogSpec : ActorSpec
{
    private static readonly Exception Boom = new InvalidOperationException("boom");

    public FailureLogSpec()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        Sys.EventStream.Subscribe(TestActor, typeof(Warning));
    }

    [Theory]
    [InlineData(Directive.Restart)]
    [InlineData(Directive.Stop)]
    public void Restart_and_stop_are_errors(Directive directive)
    {
        var child = Fail(new OneForOneStrategy(_ => directive));

        var error = ExpectMsg<Error>();
        error.Cause.Should().BeSameAs(Boom);
        error.LogSource.Should().Be(child.Path.ToString());
        error.Message.Should().Be("boom");
    }

    [Fact]
    public void Resume_is_a_warning()
    {
        var child = Fail(new OneForOneStrategy(_ => Directive.Resume));

        var warning = ExpectMsg<Warning>();
        warning.Cause.Should().BeSameAs(Boom);
        warning.LogSource.Should().Be(child.Path.ToString());
    }

    [Fact]
    public void Escalate_is_logged_by_the_one_who_decides()
    {
        var grandparent = SpawnParent(new OneForOneStrategy(_ => Directive.Stop));
        var parent = ChildOf(grandparent, Props.Create(() => new ParentActor(new OneForOneStrategy(_ => Directive.Escalate))));
        ChildOf(parent, HookActor.Props(Nobody.Instance)).Tell(Boom);

        ExpectMsg<Error>().LogSource.Should().Be(parent.Path.ToString());
    }

    [Fact]
    public void A_failed_start_is_logged_with_the_message_of_its_reason()
    {
        ChildOf(SpawnParent(SupervisorStrategy.DefaultStrategy), Props.Create(() => new HookActor(null!, "no observer")));

        var error = ExpectMsg<Error>();
        error.Cause.Should().BeOfType<ActorInitializationException>();
        error.Message.Should().Be(error.Cause.InnerException!.Message);
    }

    [Fact]
    public void A_strategy_without_logging_logs_nothing()
    {
        Fail(new OneForOneStrategy(-1, -1, _ => Directive.Restart, false));

        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    private IActorRef Fail(SupervisorStrategy strategy)
    {
        var child = ChildOf(SpawnParent(strategy), HookActor.Props(Nobody.Instance));
        child.Tell(Boom);
        return child;
    }
}
