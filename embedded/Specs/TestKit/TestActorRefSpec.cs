using Akka.Actor;
using Akka.TestKit;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class TestActorRefSpec : KitSpec
{
    [Fact]
    public void A_message_is_handled_before_Tell_returns()
    {
        var counter = ActorOfAsTestActorRef<Counter>("counter");

        counter.Tell(3);
        counter.Tell(4);

        counter.UnderlyingActor.Sum.Should().Be(7);
        counter.UnderlyingActor.Thread.Should().Be(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void What_the_actor_throws_in_Receive_comes_back()
    {
        var counter = ActorOfAsTestActorRef<Counter>();

        FluentActions.Invoking(() => counter.Receive("no number")).Should().Throw<ArgumentException>().WithMessage("no number");
        counter.Receive(3);

        counter.UnderlyingActor.Sum.Should().Be(3);
    }

    [Fact]
    public void Receive_hands_the_sender_on()
    {
        var counter = ActorOfAsTestActorRef(() => new Counter());

        counter.Receive(3, TestActor);

        ExpectMsg(3);
        LastSender.Should().Be(counter.Ref);
    }

    [Fact]
    public void The_reference_equals_the_plain_one()
    {
        var counter = ActorOfAsTestActorRef<Counter>(Props.Create<Counter>(), "named");

        counter.Equals(counter.Ref).Should().BeTrue();
        (counter == counter.Ref).Should().BeTrue();
        (counter != TestActor).Should().BeTrue();
        counter.Path.Should().Be(new RootActorPath(counter.Path.Address) / "user" / "named");
        counter.ToString().Should().Be($"TestActor[{counter.Path}]");
    }

    [Fact]
    public void The_actor_can_be_watched_and_has_no_instance_after_its_end()
    {
        var counter = ActorOfAsTestActorRef<Counter>();
        Watch(counter.Ref);

        counter.Tell(PoisonPill.Instance);

        ExpectTerminated(counter.Ref);
        FluentActions.Invoking(() => counter.UnderlyingActor).Should().Throw<IllegalActorStateException>()
            .WithMessage("Underlying actor is terminated");
    }

    [Fact]
    public void The_actor_can_be_another_ones_child()
    {
        var parent = ActorOfAsTestActorRef<Counter>("parent");

        var child = ActorOfAsTestActorRef<Counter>(parent.Ref, "child");

        child.Path.Should().Be(parent.Path / "child");
    }

    public sealed class Counter : UntypedActor
    {
        public int Sum { get; private set; }

        public int Thread { get; private set; }

        protected override void OnReceive(object message)
        {
            if (message is not int number) throw new ArgumentException(message.ToString());

            Sum += number;
            Thread = Environment.CurrentManagedThreadId;
            Sender.Tell(Sum);
        }
    }
}
