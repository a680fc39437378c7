using Akka.Actor;
using Akka.Event;
using Akka.TestKit.TestActors;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class EchoActorsSpec : KitSpec
{
    [Fact]
    public void An_echo_goes_to_the_test_actor_and_back_to_the_sender()
    {
        var (probe, echo) = (CreateTestProbe(), Sys.ActorOf(EchoActor.Props(this)));

        echo.Tell("hello", probe.Ref);

        probe.ExpectMsg("hello");
        ExpectMsg("hello");
        LastSender.Should().Be(probe.Ref);
    }

    [Fact]
    public void An_echo_to_the_test_actor_comes_once()
    {
        var echo = Sys.ActorOf(EchoActor.Props(this));

        echo.Tell("hello", TestActor);
        echo.Tell("again", TestActor);

        ExpectMsg("hello");
        ExpectMsg("again");
    }

    [Fact]
    public void A_forwarder_keeps_the_sender()
    {
        var probe = CreateTestProbe();

        Sys.ActorOf(ForwardActor.Props(TestActor)).Tell("hello", probe.Ref);

        ExpectMsg("hello");
        LastSender.Should().Be(probe.Ref);
    }

    [Fact]
    public void A_black_hole_answers_nothing_and_leaves_nothing_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var hole = Sys.ActorOf(BlackHoleActor.Props);

        hole.Tell("hello", TestActor);
        ActorOf<UnhandledMessageActor>().Tell("unheard", TestActor);

        ExpectMsg<UnhandledMessage>().Message.Should().Be("unheard");
    }
}
