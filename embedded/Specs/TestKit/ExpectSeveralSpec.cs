using Akka.Actor;
using Akka.TestKit;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class ExpectSeveralSpec : KitSpec
{
    [Fact]
    public void One_of_several_messages_may_come()
    {
        Receives(2);

        ExpectMsgAnyOf([1, 2]).Should().Be(2);
    }

    [Fact]
    public async Task One_of_several_messages_may_come_without_blocking()
    {
        Receives(2);

        (await ExpectMsgAnyOfAsync([1, 2])).Should().Be(2);
    }

    [Fact]
    public void All_of_several_messages_may_come_in_any_order()
    {
        Receives("c", "a", "b");

        ExpectMsgAllOf("a", "b", "c").Should().Equal("c", "a", "b");
    }

    [Fact]
    public void All_of_several_messages_may_come_in_a_time()
    {
        Receives("b", "a");

        ExpectMsgAllOf(Limit, "a", "b").Should().Equal("b", "a");
    }

    [Fact]
    public async Task All_of_several_messages_may_come_without_blocking()
    {
        Receives("b", "a");

        var received = new List<string>();
        await foreach (var message in ExpectMsgAllOfAsync(["a", "b"])) received.Add(message);

        received.Should().Equal("b", "a");
    }

    [Fact]
    public void Each_message_may_satisfy_another_predicate()
    {
        Receives(1, "text");

        ExpectMsgAllOfMatchingPredicates(
            PredicateInfo.Create<string>(text => text.Length == 4), PredicateInfo.Create<int>(number => number == 1))
                .Should().Equal(1, "text");
    }

    [Fact]
    public void A_message_that_satisfies_no_predicate_fails()
    {
        Receives(1, 2);

        FailureOf(() => ExpectMsgAllOfMatchingPredicates(
                PredicateInfo.Create<int>(number => number == 1), PredicateInfo.Create<string>(_ => true)))
            .Should().Be("not found [Akka.TestKit.PredicateInfo<System.String>] found unexpected [2]");
    }

    [Fact]
    public void A_message_is_expected_from_a_sender()
    {
        var probe = CreateTestProbe();
        foreach (var text in new[] { "a", "b", "c", "d", "e" }) TestActor.Tell(text, probe);

        ExpectMsgFrom<string>(probe.Ref).Should().Be("a");
        ExpectMsgFrom(probe.Ref, "b").Should().Be("b");
        ExpectMsgFrom<string>(probe.Ref, text => text == "c").Should().Be("c");
        ExpectMsgFrom<string>(probe.Ref, text => { text.Should().Be("d"); }).Should().Be("d");
        ExpectMsgFrom<string>(sender => { sender.Should().Be(probe.Ref); }, text => { text.Should().Be("e"); }).Should().Be("e");
    }

    [Fact]
    public async Task A_message_is_expected_from_a_sender_without_blocking()
    {
        var probe = CreateTestProbe();
        foreach (var text in new[] { "a", "b" }) TestActor.Tell(text, probe);

        (await ExpectMsgFromAsync<string>(probe.Ref)).Should().Be("a");
        (await ExpectMsgFromAsync(probe.Ref, "b")).Should().Be("b");
    }

    [Fact]
    public void No_message_is_expected_for_a_time()
    {
        ExpectNoMsg(Short);
        ExpectNoMsg(10);
        Within(Short, () => { FluentActions.Invoking(() => ExpectNoMsg(TimeSpan.Zero)).Should().NotThrow(); });
    }

    [Fact]
    public async Task No_message_is_expected_for_a_time_without_blocking()
    {
        await ExpectNoMsgAsync(Short);
        await ExpectNoMsgAsync(10);
    }

    [Fact]
    public void The_end_of_a_watched_actor_is_expected()
    {
        var echo = SpawnEcho();
        Watch(echo);

        echo.Tell(PoisonPill.Instance);

        ExpectTerminated(echo).ActorRef.Should().Be(echo);
    }

    [Fact]
    public async Task The_end_of_a_watched_actor_is_expected_without_blocking()
    {
        var echo = SpawnEcho();
        await WatchAsync(echo);

        echo.Tell(PoisonPill.Instance);

        (await ExpectTerminatedAsync(echo)).ActorRef.Should().Be(echo);
    }

    [Fact]
    public void The_end_of_an_actor_that_is_watched_no_longer_is_not_told()
    {
        var (watched, unwatched) = (SpawnEcho(), SpawnEcho());
        Watch(unwatched);
        Watch(watched);
        Unwatch(unwatched);

        Sys.Stop(unwatched);
        Sys.Stop(watched);

        ExpectTerminated(watched);
        ExpectNoMsg(Short);
    }
}
