using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class PipeToSpec : ActorSpec
{
    private readonly InvalidOperationException _no = new("no");

    [Fact]
    public async Task The_result_is_told_to_the_recipient_from_the_given_sender()
    {
        var probe = CreateTestProbe();

        await Task.FromResult("done").PipeTo(TestActor, probe.Ref);

        ExpectMsg("done");
        LastSender.Should().Be(probe.Ref);
    }

    [Fact]
    public async Task Without_a_sender_it_comes_from_the_dead_letters()
    {
        await Task.FromResult("done").PipeTo(TestActor);

        ExpectMsg("done");
        LastSender.Should().Be(Sys.DeadLetters);
    }

    [Fact]
    public async Task A_failure_is_told_as_Status_Failure()
    {
        await Task.FromException<string>(_no).PipeTo(TestActor);

        ExpectMsg<Status.Failure>().Cause.Should().BeSameAs(_no);
    }

    [Fact]
    public async Task A_cancellation_is_told_as_Status_Failure()
    {
        await Task.FromCanceled<string>(new CancellationToken(true)).PipeTo(TestActor);

        ExpectMsg<Status.Failure>().Cause.Should().BeOfType<TaskCanceledException>();
    }

    [Fact]
    public async Task Success_and_failure_are_transformed()
    {
        await Task.FromResult(20).PipeTo(TestActor, success: n => n + 1);
        ExpectMsg(21);

        await Task.FromException<int>(_no).PipeTo(TestActor, failure: e => e.Message);
        ExpectMsg("no");
    }

    [Fact]
    public async Task A_transformation_that_throws_is_a_failure()
    {
        await Task.FromResult(1).PipeTo(TestActor, success: _ => throw _no);

        ExpectMsg<Status.Failure>().Cause.Should().BeSameAs(_no);
    }

    [Fact]
    public async Task A_task_without_a_result_tells_nothing_unless_success_is_given()
    {
        await Task.CompletedTask.PipeTo(TestActor);
        await Task.CompletedTask.PipeTo(TestActor, success: () => "done");

        ExpectMsg("done");
    }

    [Fact]
    public async Task A_task_without_a_result_tells_its_failure()
    {
        await Task.FromException(_no).PipeTo(TestActor);

        ExpectMsg<Status.Failure>().Cause.Should().BeSameAs(_no);
    }

    [Fact]
    public void An_actor_pipes_to_itself()
    {
        var actor = Spawn((context, message) =>
        {
            if (message is "start") Task.Run(() => 42).PipeTo(context.Self, context.Sender);
            else context.Sender.Tell(message);
        });

        actor.Tell("start", TestActor);

        ExpectMsg(42);
    }
}
