using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.TestActors;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class TestProbeSpec : KitSpec
{
    [Fact]
    public void A_probe_sends_in_its_own_name_and_receives_the_answer()
    {
        var probe = CreateTestProbe();

        probe.Send(SpawnEcho(), "hello");

        probe.ExpectMsg("hello");
        HasMessages.Should().BeFalse();
    }

    [Fact]
    public void A_probe_answers_the_sender_of_its_last_message()
    {
        var probe = CreateTestProbe();
        probe.Ref.Tell("ping", TestActor);

        probe.ExpectMsg("ping");
        probe.Sender.Should().Be(TestActor);
        probe.Reply("pong");

        ExpectMsg("pong");
        LastSender.Should().Be(probe.Ref);
    }

    [Fact]
    public void A_probe_forwards_its_last_message_or_another_in_the_senders_name()
    {
        var (probe, target) = (CreateTestProbe(), CreateTestProbe());
        probe.Ref.Tell("ping", TestActor);
        probe.ExpectMsg("ping");

        probe.Forward(target.Ref);
        probe.Forward(target.Ref, "other");

        target.ExpectMsg("ping");
        target.ExpectMsg("other");
        target.LastSender.Should().Be(TestActor);
    }

    [Fact]
    public void A_probe_is_a_reference_equal_to_its_test_actor()
    {
        IActorRef probe = CreateTestProbe("named");

        probe.Tell("hello");

        ((TestProbe)probe).ExpectMsg("hello");
        probe.Equals(((TestProbe)probe).Ref).Should().BeTrue();
        probe.Path.Should().Be(((TestProbe)probe).Ref.Path);
        probe.Path.Name.Should().Be("named");
        probe.ToString().Should().Be($"TestProbe({((TestProbe)probe).Ref})");
        probe.GetHashCode().Should().Be(((TestProbe)probe).Ref.GetHashCode());
    }

    [Fact]
    public void A_probe_does_not_take_over_the_implicit_sender()
    {
        _ = CreateTestProbe();

        SpawnEcho().Tell("hello");

        ExpectMsg("hello");
    }

    [Fact]
    public void A_probe_watches_on_its_own()
    {
        var (probe, echo) = (CreateTestProbe(), SpawnEcho());
        probe.Watch(echo);

        Sys.Stop(echo);

        probe.ExpectTerminated(echo);
        HasMessages.Should().BeFalse();
    }

    [Fact]
    public void A_probe_creates_children()
    {
        var probe = CreateTestProbe();

        var child = probe.ChildActorOf<BlackHoleActor>("child");

        child.Path.Parent.Should().Be(probe.Ref.Path);
        child.Path.Name.Should().Be("child");
    }

    [Fact]
    public async Task A_kit_creates_children()
    {
        (await ChildActorOfAsync(BlackHoleActor.Props)).Path.Parent.Should().Be(TestActor.Path);
        ChildActorOf(BlackHoleActor.Props, "child").Path.Should().Be(TestActor.Path / "child");
    }

    [Fact]
    public void A_failed_child_of_a_kit_is_restarted()
    {
        var child = ChildActorOf(Props.Create(() => new Fragile()));

        child.Tell(new InvalidOperationException("on purpose"), TestActor);
        child.Tell("still there?", TestActor);

        ExpectMsg("still there?");
    }

    private sealed class Fragile : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Exception exception) throw exception;
            Sender.Tell(message);
        }
    }
}
