using System.Collections;
using Akka.TestKit;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class ReceiveSpec : KitSpec
{
    [Fact]
    public void One_message_is_received_or_null()
    {
        Receives("a");

        ReceiveOne(Limit).Should().Be("a");
        ReceiveOne(TimeSpan.Zero).Should().BeNull();
        ReceiveOne(Short).Should().BeNull();
    }

    [Fact]
    public async Task One_message_is_received_or_null_without_blocking()
    {
        Receives("a");

        (await ReceiveOneAsync(Limit)).Should().Be("a");
        (await ReceiveOneAsync(Short)).Should().BeNull();
    }

    [Fact]
    public void A_negative_time_receives_nothing()
    {
        Receives("a");

        ReceiveOne(TimeSpan.FromSeconds(-1)).Should().BeNull();
    }

    [Fact]
    public void A_try_tells_whether_it_received_an_envelope()
    {
        Receives("a");

        TryReceiveOne(out var envelope, Limit).Should().BeTrue();
        envelope.Message.Should().Be("a");
        TryReceiveOne(out envelope, TimeSpan.Zero).Should().BeFalse();
        envelope.Should().BeSameAs(NullMessageEnvelope.Instance);
    }

    [Fact]
    public void An_envelope_shows_message_and_sender()
    {
        TestActor.Tell("a", TestActor);

        TryReceiveOne(out var envelope, Limit);

        envelope.ToString().Should().Be($"<a> from {TestActor}");
        NullMessageEnvelope.Instance.ToString().Should().Be("<null>");
    }

    [Fact]
    public void Peeking_leaves_the_message()
    {
        Receives("a");

        PeekOne(Limit).Should().Be("a");
        TryPeekOne(out var envelope, Limit, CancellationToken.None).Should().BeTrue();
        envelope.Message.Should().Be("a");
        ExpectMsg("a");
        PeekOne(TimeSpan.Zero).Should().BeNull();
    }

    [Fact]
    public void Several_messages_are_received()
    {
        Receives(1, 2, 3);

        ReceiveN(2).Should().Equal(1, 2);
        ReceiveN(1, Limit).Should().Equal(3);
    }

    [Fact]
    public async Task Several_messages_are_received_without_blocking()
    {
        Receives(1, 2, 3);

        var received = new List<object>();
        await foreach (var message in ReceiveNAsync(3)) received.Add(message);

        received.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void Too_few_of_several_messages_fail()
    {
        Receives(1);

        FailureOf(() => ReceiveN(3, Short))
            .Should().Match("Timeout (00:00:00.0500000) while expecting 3 messages. Only got 1 after 00:00:0*.");
    }

    [Fact]
    public void Messages_are_received_while_a_filter_makes_something_of_them()
    {
        Receives("a", "b", 3, "c");

        ReceiveWhile(Limit, message => (message as string)!).Should().Equal("a", "b");

        ExpectMsg(3);
    }

    [Fact]
    public void Messages_are_received_while_a_predicate_holds()
    {
        Receives(1, 2, "ignored", 3, 9, 4);

        ReceiveWhile<int>(number => number < 5, Limit).Should().Equal(1, 2, 3);

        ExpectMsg(9);
    }

    [Fact]
    public void A_message_of_another_type_can_stop_receiving()
    {
        Receives(1, "other", 2);

        ReceiveWhile<int>(_ => true, Limit, shouldIgnoreOtherMessageTypes: false).Should().Equal(1);

        ExpectMsg("other");
    }

    [Fact]
    public void Receiving_ends_with_the_count_the_idle_time_or_the_time()
    {
        Receives(1, 2, 3);

        ReceiveWhile<int>(_ => true, Limit, msgs: 2).Should().Equal(1, 2);
        ReceiveWhile<int>(_ => true, Limit, idle: Short).Should().Equal(3);
        ReceiveWhile<int>(_ => true, Short).Should().BeEmpty();
    }

    [Fact]
    public async Task Messages_are_received_while_a_predicate_holds_without_blocking()
    {
        Receives(1, 2, 9);

        var received = new List<int>();
        await foreach (var number in ReceiveWhileAsync<int>(number => number < 5, Limit)) received.Add(number);

        received.Should().Equal(1, 2);
        await ExpectMsgAsync(9);
    }

    [Fact]
    public void Fishing_drops_what_is_not_it()
    {
        Receives(1, "x", 7, 8);
        var others = new ArrayList { "of old" };

        FishForMessage<int>(number => number == 7, others, Limit).Should().Be(7);

        others.ToArray().Should().Equal(1, "x");
        FishForMessage(message => message is int).Should().Be(8);
    }

    [Fact]
    public async Task Fishing_without_blocking()
    {
        Receives(1, "x", 7);

        (await FishForMessageAsync<int>(number => number == 7)).Should().Be(7);
    }

    [Fact]
    public void Fishing_in_vain_fails()
    {
        Receives(1);

        FailureOf(() => FishForMessage(_ => false, Short)).Should().Be("Timeout (00:00:00.0500000) during fishForMessage");
        FailureOf(() => FishForMessage(_ => false, Short, "a trout"))
            .Should().Be("Timeout (00:00:00.0500000) during fishForMessage, hint: a trout");
    }

    [Fact]
    public async Task Fishing_until_the_end_must_not_meet_the_type()
    {
        Receives(1, 2);

        await FishUntilMessageAsync<string>(Short);

        Receives("x");
        (await FailureOf(() => FishUntilMessageAsync<string>(Limit)))
            .Should().Be("did not expect a message of type System.String");
    }

    [Fact]
    public async Task Silence_ends_with_all_messages()
    {
        Receives(1, 2);

        (await WaitForRadioSilenceAsync(Short)).ToArray().Should().Equal(1, 2);

        Receives(1, 2);
        (await FailureOf(() => WaitForRadioSilenceAsync(Limit, 1))).Should().Be("maxMessages violated (current iteration: 2).");
    }

    [Fact]
    public void Ignored_messages_do_not_come()
    {
        IgnoreMessages<int>(number => number < 5);
        Receives(1, 7);
        ExpectMsg(7);

        IgnoreMessages(message => message is string);
        Receives("x", 1);
        ExpectMsg(1);

        IgnoreMessages<int>();
        Receives(1, "x");
        ExpectMsg("x");

        IgnoreNoMessages();
        Receives(1);
        ExpectMsg(1);
    }
}
