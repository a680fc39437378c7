using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class SenderSpec : ActorSpec
{
    [Fact]
    public void Tell_within_an_actor_comes_from_that_actor()
    {
        var actor = Spawn((_, _) => TestActor.Tell("hello"));

        actor.Tell("go");

        ExpectMsg("hello");
        LastSender.Should().Be(actor);
    }

    [Fact]
    public void Forward_keeps_the_first_sender()
    {
        var probe = CreateTestProbe();
        var actor = Spawn((_, message) => TestActor.Forward(message));

        actor.Tell("hello", probe.Ref);

        ExpectMsg("hello");
        LastSender.Should().Be(probe.Ref);
    }

    [Fact]
    public async Task Tell_outside_of_any_actor_comes_from_nobody_whom_the_actor_sees_as_the_dead_letters()
    {
        var actor = Spawn((context, _) => TestActor.Tell(context.Sender.Equals(context.System.DeadLetters)));

        await Task.Factory.StartNew(() => actor.Tell("hello"), TaskCreationOptions.LongRunning);

        ExpectMsg(true);
    }

    [Fact]
    public void An_answer_to_nobody_is_a_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = Spawn((context, message) => context.Sender.Tell($"answer to {message}"));

        actor.Tell("hello", ActorRefs.NoSender);

        var letter = ExpectMsg<DeadLetter>();
        letter.Message.Should().Be("answer to hello");
        letter.Sender.Should().Be(actor);
    }

    [Fact]
    public void The_dead_letters_refuse_a_null_message()
    {
        var tell = () => Sys.DeadLetters.Tell(null!, ActorRefs.NoSender);

        tell.Should().Throw<InvalidMessageException>();
    }

    [Fact]
    public void Nobody_takes_every_message()
    {
        Nobody.Instance.Tell("anything", TestActor);

        Nobody.Instance.IsNobody().Should().BeTrue();
        ((IActorRef?)null).IsNobody().Should().BeTrue();
        TestActor.IsNobody().Should().BeFalse();
    }

    [Fact]
    public void Messages_of_one_sender_to_one_receiver_stay_in_order()
    {
        var actor = Spawn((context, message) => context.Sender.Tell(message));

        for (var i = 0; i < 1000; i++) actor.Tell(i, TestActor);

        ReceiveN(1000, Limit).Should().Equal(Enumerable.Range(0, 1000).Cast<object>());
    }

    [Fact]
    public void The_context_knows_self_parent_and_props()
    {
        var parent = SpawnParent(SupervisorStrategy.DefaultStrategy);
        var child = ChildOf(parent, Lambda((context, _) => TestActor.Tell((context.Self, context.Parent, context.System.Name, context.Props.Type))));

        child.Tell("go");

        ExpectMsg((child, parent, Sys.Name, typeof(LambdaActor)));
    }
}
