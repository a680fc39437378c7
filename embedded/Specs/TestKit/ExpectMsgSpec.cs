using Akka.Actor;
using Akka.TestKit;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class ExpectMsgSpec : KitSpec
{
    [Fact]
    public void A_message_is_expected_by_its_type()
    {
        Receives("hello");

        ExpectMsg<string>().Should().Be("hello");
    }

    [Fact]
    public void A_message_is_expected_by_equality()
    {
        Receives("hello");

        ExpectMsg("hello").Should().Be("hello");
    }

    [Fact]
    public void A_message_is_expected_by_a_predicate()
    {
        Receives(7);

        ExpectMsg<int>(number => number > 6).Should().Be(7);
    }

    [Fact]
    public void A_message_is_expected_by_an_assertion()
    {
        Receives(7);

        ExpectMsg<int>(number => { number.Should().Be(7); }).Should().Be(7);
    }

    [Fact]
    public void A_message_is_expected_by_a_predicate_on_it_and_its_sender()
    {
        TestActor.Tell(7, TestActor);

        ExpectMsg<int>((number, sender) => number == 7 && sender.Equals(TestActor)).Should().Be(7);
    }

    [Fact]
    public void A_message_is_expected_by_an_assertion_on_it_and_its_sender()
    {
        TestActor.Tell(7, TestActor);

        ExpectMsg<int>((number, sender) => { (number, sender).Should().Be((7, TestActor)); }).Should().Be(7);
    }

    [Fact]
    public void A_message_is_expected_by_a_comparer()
    {
        Receives("HELLO");

        ExpectMsg("hello", (a, b) => a.Equals(b, StringComparison.OrdinalIgnoreCase)).Should().Be("HELLO");
    }

    [Fact]
    public void A_sequence_is_equal_to_another_with_the_same_items()
    {
        Receives(new List<int> { 1, 2 });

        ExpectMsg(new List<int> { 1, 2 });
    }

    [Fact]
    public async Task All_forms_can_be_awaited()
    {
        Receives("a", "b", "c", "d", "e", "f", "g");

        (await ExpectMsgAsync<string>()).Should().Be("a");
        (await ExpectMsgAsync("b")).Should().Be("b");
        (await ExpectMsgAsync<string>(text => text == "c")).Should().Be("c");
        (await ExpectMsgAsync<string>(text => { text.Should().Be("d"); })).Should().Be("d");
        (await ExpectMsgAsync<string>((text, _) => text == "e")).Should().Be("e");
        (await ExpectMsgAsync<string>((text, _) => { text.Should().Be("f"); })).Should().Be("f");
        (await ExpectMsgAsync("G", (a, b) => a == b.ToUpperInvariant())).Should().Be("g");
    }

    [Fact]
    public void A_message_that_comes_while_it_is_waited_for_is_received()
    {
        Sys.Scheduler.ScheduleTellOnce(Short, TestActor, "later", ActorRefs.NoSender);

        ExpectMsg("later");
    }

    [Fact]
    public void Messages_are_received_in_the_order_of_their_coming()
    {
        Receives(1, 2, 3);

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void The_last_message_and_its_sender_are_kept()
    {
        var echo = SpawnEcho();

        echo.Tell("hello", TestActor);
        ExpectMsg("hello");

        LastMessage.Should().Be("hello");
        LastSender.Should().Be(echo);
    }

    [Fact]
    public void Without_a_last_message_there_is_nothing_to_ask_for()
    {
        FluentActions.Invoking(() => LastMessage).Should().Throw<IllegalActorStateException>()
            .WithMessage("last receive did not dequeue a message");
    }

    [Fact]
    public void HasMessages_tells_whether_something_waits_to_be_received()
    {
        HasMessages.Should().BeFalse();

        Receives(1);
        AwaitCondition(() => HasMessages, Limit);
        ExpectMsg(1);

        HasMessages.Should().BeFalse();
    }
}
