using Akka.Actor;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class ExpectMsgFailureSpec : KitSpec
{
    [Fact]
    public void No_message_in_time() =>
        FailureOf(() => ExpectMsg<string>(Short))
            .Should().Be("Failed: Timeout 00:00:00.0500000 while waiting for a message of type System.String ");

    [Fact]
    public void No_message_in_time_with_a_hint() =>
        FailureOf(() => ExpectMsg("hello", Short, "a greeting"))
            .Should().Be("Failed: Timeout 00:00:00.0500000 while waiting for a message of type System.String a greeting");

    [Fact]
    public async Task No_message_in_time_without_blocking() =>
        (await FailureOf(async () => await ExpectMsgAsync<string>(Short)))
            .Should().Be("Failed: Timeout 00:00:00.0500000 while waiting for a message of type System.String ");

    [Fact]
    public void A_message_of_another_type()
    {
        TestActor.Tell(7, TestActor);

        FailureOf(() => ExpectMsg<string>(Limit, "a greeting")).Should().Be(
            "Failed: Expected a message of type System.String, but received {7} (type System.Int32) "
            + $"instead a greeting from {TestActor}");
    }

    [Fact]
    public void An_unequal_message()
    {
        Receives("good bye");

        FailureOf(() => ExpectMsg("hello")).Should().EndWith(string.Join(
            Environment.NewLine, "Assert.Equal() Failure: ", "Expected: hello", "Actual:   good bye"));
    }

    [Fact]
    public void A_message_that_the_comparer_does_not_call_equal()
    {
        Receives(8);

        FailureOf(() => ExpectMsg(7, (_, _) => false, hint: "lucky")).Should().EndWith(string.Join(
            Environment.NewLine, "Assert.Equal() Failure: lucky", "Expected: 7", "Actual:   8"));
    }

    [Fact]
    public void A_message_for_which_the_predicate_does_not_hold()
    {
        Receives(8);

        FailureOf(() => ExpectMsg<int>(number => number == 7)).Should().Be(
            "Got a message of the expected type <System.Int32>. Also expected the predicate to return true "
            + "but the message {8} of type <System.Int32> did not match");
    }

    [Fact]
    public void A_message_for_which_the_predicate_does_not_hold_with_a_hint()
    {
        Receives(8);

        FailureOf(() => ExpectMsg<int>(number => number == 7, hint: "seven")).Should().Be(
            "Got a message of the expected type <System.Int32>. Also expected seven "
            + "but the message {8} of type <System.Int32> did not match");
    }

    [Fact]
    public void A_message_and_a_sender_for_which_the_predicate_does_not_hold()
    {
        TestActor.Tell(8, TestActor);

        FailureOf(() => ExpectMsg<int>((_, _) => false)).Should().Be(
            $"Got a message of the expected type <System.Int32> from {TestActor}. Also expected the predicate to return true "
            + "but the message {8} of type <System.Int32> did not match");
    }

    [Fact]
    public void An_assertion_that_fails_is_the_failure()
    {
        Receives(8);

        FluentActions.Invoking(() => ExpectMsg<int>(_ => { throw new InvalidOperationException("mine"); }))
            .Should().Throw<InvalidOperationException>().WithMessage("mine");
    }

    [Fact]
    public void A_message_from_another_sender()
    {
        var (mine, other) = (CreateTestProbe("mine"), CreateTestProbe("other"));
        TestActor.Tell("hello", other.Ref);

        FailureOf(() => ExpectMsgFrom<string>(mine.Ref, hint: "mine!")).Should().Contain(
            $"Sender does not match. Got a message from sender {other.Ref}. But expected {mine.Ref} mine!");
    }

    [Fact]
    public void Some_message_when_none_is_expected()
    {
        TestActor.Tell("hello", TestActor);

        FailureOf(() => ExpectNoMsg(Limit))
            .Should().Match("Failed: Expected no messages during 00:00:20, "
                + $"instead we received <hello> from {TestActor} after 00:00:*");
    }

    [Fact]
    public void Some_message_when_none_is_expected_for_milliseconds()
    {
        Receives("hello");

        FailureOf(() => ExpectNoMsg(20_000))
            .Should().StartWith("Failed: Expected no messages during 00:00:20, instead we received <hello> from ");
    }

    [Fact]
    public void None_of_several_messages()
    {
        Receives(3);

        FailureOf(() => ExpectMsgAnyOf([1, 2])).Should().Be("ExpectMsgAnyOf found unexpected 3");
    }

    [Fact]
    public void No_message_where_one_of_several_is_expected() =>
        FailureOf(() => Within(Short, () => ExpectMsgAnyOf([1, 2])))
            .Should().Match("Timeout 00:00:00.0* during waiting for ExpectMsgAnyOf waiting for (*)");

    [Fact]
    public void Not_all_of_several_messages()
    {
        Receives("a", "b", "x");

        FailureOf(() => ExpectMsgAllOf("a", "b", "c")).Should().Be("not found [c] found unexpected [x]");
    }

    [Fact]
    public void Too_few_of_several_messages()
    {
        Receives("a");

        FailureOf(() => ExpectMsgAllOf(Short, "a", "b"))
            .Should().Match("Timeout (00:00:00.0500000) while expecting 2 messages. Only got 1 after 00:00:0*.");
    }

    [Fact]
    public void The_end_of_another_actor()
    {
        var (mine, other) = (SpawnEcho(), SpawnEcho());
        Watch(other);
        Sys.Stop(other);

        FailureOf(() => ExpectTerminated(mine, hint: "mine!")).Should().Contain($"Terminated {mine}. mine!");
    }

    [Fact]
    public void No_end_of_an_actor()
    {
        var echo = SpawnEcho();
        Watch(echo);

        FailureOf(() => ExpectTerminated(echo, Short)).Should().Be(
            $"Failed: Timeout 00:00:00.0500000 while waiting for a message of type Akka.Actor.Terminated Terminated {echo}. ");
    }
}
