using Akka.Actor;
using Akka.TestKit;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class AutoPilotSpec : KitSpec
{
    [Fact]
    public void A_pilot_sees_each_message_before_the_test_and_leaves_it()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"{message}!", probe.Ref);
            return AutoPilot.KeepRunning;
        }));

        probe.Ref.Tell("a", TestActor);
        probe.Ref.Tell("b", TestActor);

        ExpectMsg("a!");
        ExpectMsg("b!");
        LastSender.Should().Be(probe.Ref);
        probe.ExpectMsg("a");
        probe.ExpectMsg("b");
    }

    [Fact]
    public void A_pilot_can_end_its_own_work()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"{message}!");
            return AutoPilot.NoAutoPilot;
        }));

        probe.Ref.Tell("a", TestActor);
        probe.Ref.Tell("b", TestActor);

        ExpectMsg("a!");
        probe.ExpectMsg("a");
        probe.ExpectMsg("b");
        ExpectNoMsg(Short);
    }

    [Fact]
    public void A_pilot_can_name_its_successor()
    {
        var probe = CreateTestProbe();
        var second = new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"second {message}");
            return AutoPilot.KeepRunning;
        });
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"first {message}");
            return second;
        }));

        foreach (var text in new[] { "a", "b", "c" }) probe.Ref.Tell(text, TestActor);

        ExpectMsg("first a");
        ExpectMsg("second b");
        ExpectMsg("second c");
    }

    [Fact]
    public void The_answer_to_go_on_is_no_pilot() =>
        FluentActions.Invoking(() => AutoPilot.KeepRunning.Run(TestActor, "a")).Should().Throw<InvalidOperationException>()
            .WithMessage("Must not call");
}
