using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class AskSpec : ActorSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private IActorRef Echo => Spawn((context, message) => context.Sender.Tell(message));

    private IActorRef Silent => Spawn((_, _) => { });

    [Fact]
    public async Task The_answer_completes_the_task()
    {
        (await Echo.Ask<string>("hello", Limit)).Should().Be("hello");
        (await Echo.Ask("untyped", Limit)).Should().Be("untyped");
        (await Echo.Ask<object>("object", Limit)).Should().Be("object");
    }

    [Fact]
    public async Task Without_an_answer_it_fails_with_an_AskTimeoutException_that_tells_the_seconds()
    {
        var ask = () => Silent.Ask<string>("hello", Short);

        (await ask.Should().ThrowAsync<AskTimeoutException>()).WithMessage("Timeout after 0.05 seconds");
    }

    [Fact]
    public async Task The_default_timeout_is_the_configured_one()
    {
        using var system = ActorSystem.Create("asks", "akka.actor.ask-timeout = 40ms\nakka.loglevel = OFF\nakka.stdout-loglevel = OFF");
        var silent = system.ActorOf(Lambda((_, _) => { }));
        var ask = () => silent.Ask<string>("hello");

        (await ask.Should().ThrowAsync<AskTimeoutException>()).WithMessage("Timeout after 0.04 seconds");
        await system.Terminate();
    }

    [Fact]
    public async Task A_cancelled_token_cancels_the_task()
    {
        using var cancellation = new CancellationTokenSource();
        var answer = Silent.Ask<string>("hello", cancellation.Token);

        await cancellation.CancelAsync();

        await answer.Awaiting(a => a).Should().ThrowAsync<TaskCanceledException>();
    }

    [Fact]
    public async Task A_Status_Failure_fails_the_task_with_its_cause()
    {
        var failing = Spawn((context, _) => context.Sender.Tell(new Status.Failure(new InvalidOperationException("no"))));
        var ask = () => failing.Ask<string>("hello", Limit);

        (await ask.Should().ThrowAsync<InvalidOperationException>()).WithMessage("no");
    }

    [Fact]
    public async Task A_Status_Failure_is_the_answer_if_that_was_asked_for()
    {
        var failing = Spawn((context, _) => context.Sender.Tell(new Status.Failure(new InvalidOperationException("no"))));

        var answer = await failing.Ask<Status.Failure>("hello", Limit);

        answer.Cause.Message.Should().Be("no");
    }

    [Fact]
    public async Task An_answer_of_another_type_fails_the_task()
    {
        var ask = () => Echo.Ask<int>("hello", Limit);

        (await ask.Should().ThrowAsync<ArgumentException>()).Which.Message.Should().Contain("System.String");
    }

    [Fact]
    public async Task The_message_can_be_made_with_the_asker_in_it()
    {
        var actor = Spawn((_, message) => ((IActorRef)message).Tell("through the message"));

        (await actor.Ask<string>((IActorRef asker) => (object)asker, Limit, CancellationToken.None)).Should().Be("through the message");
    }

    [Fact]
    public async Task The_first_answer_counts_and_a_later_one_goes_to_the_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var twice = Spawn((context, _) =>
        {
            context.Sender.Tell("first");
            context.Sender.Tell("second");
        });

        (await twice.Ask<string>("hello", Limit)).Should().Be("first");

        ExpectMsg<DeadLetter>().Message.Should().Be("second");
    }

    [Fact]
    public async Task An_actor_that_has_stopped_does_not_answer()
    {
        var actor = Watch(Echo);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        var ask = () => actor.Ask<string>("hello", Short);

        await ask.Should().ThrowAsync<AskTimeoutException>();
    }

    [Fact]
    public async Task A_selection_can_be_asked()
    {
        var name = Echo.Path.Name;

        (await Sys.ActorSelection("/user/" + name).Ask<string>("hello", Limit)).Should().Be("hello");
    }
}
