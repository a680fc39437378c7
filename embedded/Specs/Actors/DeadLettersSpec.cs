using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class DeadLettersSpec : ActorSpec
{
    [Fact]
    public void What_is_told_to_a_stopped_actor_is_a_dead_letter()
    {
        var actor = Stopped();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        actor.Tell("late", TestActor);

        var letter = ExpectMsg<DeadLetter>();
        letter.Message.Should().Be("late");
        letter.Sender.Should().Be(TestActor);
        letter.Recipient.Path.Should().Be(actor.Path);
    }

    [Fact]
    public void What_is_left_in_the_mailbox_of_a_stopped_actor_becomes_dead_letters_in_order()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        using var gate = new ManualResetEventSlim();
        var parent = SpawnParent(SupervisorStrategy.DefaultStrategy);
        var actor = ChildOf(parent, Lambda((_, message) =>
        {
            TestActor.Tell(message);
            gate.Wait(Limit);
        }));
        for (var i = 0; i < 4; i++) actor.Tell(i);
        ExpectMsg(0);
        StopChild(parent, actor);
        actor.Tell(4);
        gate.Set();

        ReceiveN(4, Limit).Cast<DeadLetter>().Select(l => l.Message).Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public void What_is_told_to_the_dead_letters_is_published_with_them_as_the_recipient()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.DeadLetters.Tell("nowhere", TestActor);

        var letter = ExpectMsg<DeadLetter>();
        letter.Message.Should().Be("nowhere");
        letter.Recipient.Should().Be(Sys.DeadLetters);
    }

    [Fact]
    public void A_message_that_suppresses_dead_letters_is_published_only_as_suppressed()
    {
        var actor = Stopped();
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));

        actor.Tell(Quiet.Instance);
        actor.Tell("loud");

        ExpectMsg<SuppressedDeadLetter>().Message.Should().BeSameAs(Quiet.Instance);
        ExpectMsg<DeadLetter>().Message.Should().Be("loud");
    }

    [Fact]
    public void A_suppressed_message_is_not_seen_by_those_who_subscribe_to_DeadLetter()
    {
        var actor = Stopped();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        actor.Tell(Quiet.Instance);
        actor.Tell("loud");

        ExpectMsg<DeadLetter>().Message.Should().Be("loud");
    }

    [Fact]
    public void An_unhandled_message_is_published_with_its_sender_and_recipient()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create(() => new Deaf()));

        actor.Tell("what", TestActor);

        var unhandled = ExpectMsg<UnhandledMessage>();
        (unhandled.Message, unhandled.Sender, unhandled.Recipient).Should().Be(("what", TestActor, actor));
    }

    [Fact]
    public void Identify_to_a_stopped_actor_is_answered_with_no_subject()
    {
        var actor = Stopped();

        actor.Tell(new Identify("id"), TestActor);

        var identity = ExpectMsg<ActorIdentity>();
        identity.MessageId.Should().Be("id");
        identity.Subject.Should().BeNull();
    }

    [Fact]
    public void The_dead_letters_have_a_place_in_the_tree()
    {
        Sys.DeadLetters.Path.ToString().Should().Be($"akka://{Sys.Name}/deadLetters");
    }

    private IActorRef Stopped()
    {
        var actor = Watch(Spawn((_, _) => { }));
        Sys.Stop(actor);
        ExpectTerminated(actor);
        return actor;
    }

    private sealed class Quiet : IDeadLetterSuppression
    {
        public static readonly Quiet Instance = new();
    }

    private sealed class Deaf : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}
