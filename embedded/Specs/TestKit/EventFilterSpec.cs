using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class EventFilterSpec() : KitSpec("akka.loglevel = DEBUG, akka.test.filter-leeway = 20s")
{
    [Fact]
    public void One_event_is_expected_by_level_and_text()
    {
        EventFilter.Debug("a debug").ExpectOne(() => Sys.Log.Debug("A DEBUG"));
        EventFilter.Info(start: "an info").ExpectOne(() => Sys.Log.Info("An info, more or less"));
        EventFilter.Warning(contains: "warn").ExpectOne(() => Sys.Log.Warning("be warned"));
        EventFilter.Error(new Regex("^b.d$")).ExpectOne(() => Sys.Log.Error("bad"));
        EventFilter.ForLogLevel(LogLevel.InfoLevel, "an info").ExpectOne(() => Sys.Log.Info("an info"));
    }

    [Fact]
    public void An_event_is_expected_by_its_source()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Talker()), "talker");

        EventFilter.Info("hello", source: actor.Path.ToString()).ExpectOne(() => actor.Tell("hello"));
        EventFilter.Info("hello", source: "/user/talker").ExpectOne(() => actor.Tell("hello"));
    }

    [Fact]
    public void An_error_is_expected_by_its_cause()
    {
        var cause = new InvalidOperationException("deep");

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => Sys.Log.Error(cause, "shallow"));
        EventFilter.Exception<InvalidOperationException>("deep").ExpectOne(() => Sys.Log.Error(cause, "shallow"));
        EventFilter.Exception<InvalidOperationException>("shallow").ExpectOne(() => Sys.Log.Error(cause, "shallow"));
        EventFilter.Exception(typeof(InvalidOperationException), contains: "deep", checkInnerExceptions: true)
            .ExpectOne(() => Sys.Log.Error(new ArgumentException("outer", cause), "shallow"));
    }

    [Fact]
    public void Several_events_are_expected()
    {
        EventFilter.Info("a").Expect(3, () =>
        {
            for (var i = 0; i < 3; i++) Sys.Log.Info("a");
        });
    }

    [Fact]
    public async Task Events_are_expected_without_blocking()
    {
        await EventFilter.Info("a").ExpectOneAsync(Log("a"));
        await EventFilter.Info("a").ExpectAsync(1, Log("a"));
        (await EventFilter.Info("a").ExpectOneAsync(async () =>
        {
            await Log("a")();
            return 7;
        })).Should().Be(7);

        Func<Task> Log(string text) => () =>
        {
            Sys.Log.Info(text);
            return Task.CompletedTask;
        };
    }

    [Fact]
    public void A_block_returns_its_result() => EventFilter.Info("a").ExpectOne(() =>
    {
        Sys.Log.Info("a");
        return 7;
    }).Should().Be(7);

    [Fact]
    public void None_are_expected_for_the_time() =>
        EventFilter.Info("a").Expect(0, Short, () => Sys.Log.Info("b"));

    [Fact]
    public void Filters_can_be_joined() =>
        EventFilter.Info("a").And.Warning("b").Expect(2, () =>
        {
            Sys.Log.Info("a");
            Sys.Log.Warning("b");
        });

    [Fact]
    public void Dead_letters_are_expected()
    {
        EventFilter.DeadLetter().ExpectOne(() => Sys.DeadLetters.Tell("late"));
        EventFilter.DeadLetter<string>().ExpectOne(() => Sys.DeadLetters.Tell("late"));
        EventFilter.DeadLetter<string>(text => text == "late").ExpectOne(() => Sys.DeadLetters.Tell("late"));
        EventFilter.DeadLetter(typeof(string)).ExpectOne(() => Sys.DeadLetters.Tell("late"));
    }

    [Fact]
    public void Custom_events_are_expected()
    {
        EventFilter.Custom(logEvent => logEvent.LogLevel() == LogLevel.InfoLevel && logEvent.ToString().Contains("seven"))
            .ExpectOne(() => Sys.Log.Info("seven"));
        EventFilter.Custom<Warning>(warning => warning.Message.ToString() == "seven").ExpectOne(() => Sys.Log.Warning("seven"));
    }

    [Fact]
    public void Too_few_events_fail() =>
        FailureOf(() => EventFilter.Info("a", source: "s").Expect(2, Short, () => Sys.Log.Info("b"))).Should().Be(
            "Timeout (00:00:00.0500000) while waiting for messages. Only received 0/2 messages "
            + "that matched filter [Info when Message == \"a\" and Source == \"s\"]");

    [Fact]
    public void An_event_too_many_fails() =>
        FailureOf(() => EventFilter.Warning(start: "a").Expect(0, Limit, () => Sys.Log.Warning("a"))).Should().Be(
            "Received 1 message too many. Expected 0 messages but received 1 "
            + "that matched filter [Warning when Message starts with \"a\"]");

    [Fact]
    public void Failures_describe_all_filters()
    {
        var all = EventFilter.Debug(contains: "a").And.Error(new Regex("b"))
            .And.Exception<ArgumentException>(source: "s").And.DeadLetter().And.Custom(_ => false);

        FailureOf(() => all.ExpectOne(Short, () => { })).Should().EndWith(
            "[Debug when Message contains \"a\",Error when Message matches regex \"b\","
            + "Error with Cause <System.ArgumentException> when Source == \"s\",DeadLetter,Custom]");
    }

    [Fact]
    public void What_a_block_throws_is_the_failure() =>
        FluentActions.Invoking(() => EventFilter.Info("a").ExpectOne(() => throw new InvalidOperationException("mine")))
            .Should().Throw<InvalidOperationException>().WithMessage("mine");

    [Fact]
    public void Muting_ends_with_the_block_or_by_hand()
    {
        EventFilter.Info("a").Mute(() => Sys.Log.Info("a"));
        EventFilter.Info("a").Mute(() => 7).Should().Be(7);
        using var muted = EventFilter.Info("a").Mute();
        Sys.Log.Info("a");
        muted.Unmute();

        EventFilter.Info("a").ExpectOne(() => Sys.Log.Info("a"));
    }

    [Fact]
    public void A_muted_event_reaches_no_filter_behind()
    {
        using var muted = EventFilter.Info("a").Mute();

        FailureOf(() => EventFilter.Info("a").ExpectOne(Short, () => Sys.Log.Info("a"))).Should().Contain("Only received 0/1");
    }

    private sealed class Talker : UntypedActor
    {
        protected override void OnReceive(object message) => Context.GetLogger().Info("{0}", message);
    }
}
