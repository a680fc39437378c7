using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Pattern;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Pattern;

public sealed class BackoffSpec : ActorSpec
{
    private static readonly TimeSpan Min = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(1);

    private Props Child => Lambda((context, message) =>
    {
        switch (message)
        {
            case "stop": context.Stop(context.Self); break;
            case "throw": throw new InvalidOperationException("on purpose");
            default: context.Sender.Tell(message); break;
        }
    });

    [Fact]
    public void Messages_go_through_to_the_child()
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(Child, "child", Min, Max, 0.0));

        supervisor.Tell("hello", TestActor);

        ExpectMsg("hello");
        LastSender.Path.Name.Should().Be("child");
    }

    [Fact]
    public void A_child_that_has_stopped_is_started_again()
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnStop(Child, "child", Min, Max, 0.0, -1).WithManualReset()));
        var first = ChildBehind(supervisor);

        supervisor.Tell("stop", TestActor);
        AwaitAssert(() => ChildBehind(supervisor).Should().NotBeNull().And.NotBe(first), Limit);

        supervisor.Tell(BackoffSupervisor.GetRestartCount.Instance, TestActor);
        ExpectMsg<BackoffSupervisor.RestartCount>().Count.Should().Be(1);
        supervisor.Tell(BackoffSupervisor.Reset.Instance, TestActor);
        supervisor.Tell(BackoffSupervisor.GetRestartCount.Instance, TestActor);
        ExpectMsg<BackoffSupervisor.RestartCount>().Count.Should().Be(0);
    }

    [Fact]
    public void A_child_that_has_thrown_is_started_again()
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnFailure(Child, "child", Min, Max, 0.0, -1).WithManualReset()));
        var first = ChildBehind(supervisor);

        supervisor.Tell("throw", TestActor);

        AwaitAssert(() => ChildBehind(supervisor).Should().NotBeNull().And.NotBe(first), Limit);
    }

    [Fact]
    public void On_failure_a_child_that_stops_by_itself_takes_its_supervisor_along()
    {
        var supervisor = Watch(Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnFailure(Child, "child", Min, Max, 0.0, -1))));

        supervisor.Tell("stop", TestActor);

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void After_the_last_retry_the_supervisor_stops()
    {
        var supervisor = Watch(Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnStop(Child, "child", Min, Max, 0.0, 1).WithManualReset())));
        var first = ChildBehind(supervisor);
        supervisor.Tell("stop", TestActor);
        AwaitAssert(() => ChildBehind(supervisor).Should().NotBeNull().And.NotBe(first), Limit);

        supervisor.Tell("stop", TestActor);

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void While_there_is_no_child_messages_are_answered_as_the_options_say()
    {
        var options = Backoff.OnStop(Child, "child", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), 0.0, -1).WithReplyWhileStopped("later");
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(options));

        supervisor.Tell("stop", TestActor);
        AwaitAssert(() => ChildBehind(supervisor).Should().BeNull(), Limit);
        supervisor.Tell("hello", TestActor);

        ExpectMsg("later");
    }

    [Fact]
    public void After_a_final_stop_message_the_child_is_not_started_again()
    {
        var options = Backoff.OnStop(Child, "child", Min, Max, 0.0, -1).WithFinalStopMessage(m => m is "stop");
        var supervisor = Watch(Sys.ActorOf(BackoffSupervisor.Props(options)));

        supervisor.Tell("stop", TestActor);

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void Bad_options_are_refused()
    {
        var zero = () => BackoffSupervisor.Props(Backoff.OnStop(Child, "child", TimeSpan.Zero, Max, 0.0, -1));
        var reversed = () => BackoffSupervisor.Props(Backoff.OnStop(Child, "child", Max, Min, 0.0, -1));
        var random = () => BackoffSupervisor.Props(Backoff.OnStop(Child, "child", Min, Max, 1.5, -1));

        zero.Should().Throw<ArgumentException>();
        reversed.Should().Throw<ArgumentException>();
        random.Should().Throw<ArgumentException>();
    }

    private IActorRef ChildBehind(IActorRef supervisor)
    {
        supervisor.Tell(BackoffSupervisor.GetCurrentChild.Instance, TestActor);
        return ExpectMsg<BackoffSupervisor.CurrentChild>().Ref;
    }
}
