using Akka.Actor;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Event;

public sealed class LogEventSpec
{
    [Fact]
    public void An_event_prints_level_time_thread_source_and_message()
    {
        var log = new Info("source", typeof(LogEventSpec), "the message");

        log.ToString().Should().Be(
            $"[INFO][{log.Timestamp:MM/dd/yyyy HH:mm:ss.fffK}][Thread {log.Thread.ManagedThreadId:0000}][source] the message");
    }

    [Fact]
    public void A_cause_stands_on_a_line_of_its_own()
    {
        var cause = new InvalidOperationException("on purpose");

        new Error(cause, "source", typeof(LogEventSpec), "the message").ToString()
            .Should().EndWith($"[source] the message{Environment.NewLine}Cause: {cause}");
    }

    [Theory]
    [InlineData(LogLevel.DebugLevel, "DEBUG", typeof(Debug))]
    [InlineData(LogLevel.InfoLevel, "INFO", typeof(Info))]
    [InlineData(LogLevel.WarningLevel, "WARNING", typeof(Warning))]
    [InlineData(LogLevel.ErrorLevel, "ERROR", typeof(Error))]
    public void Every_level_has_a_name_and_a_class(LogLevel level, string name, Type type)
    {
        level.StringFor().Should().Be(name);
        level.ClassFor().Should().Be(type);
        Logging.LogLevelFor(name).Should().Be(level);
        Logging.LogLevelFor(name.ToLowerInvariant()).Should().Be(level);
        ((LogEvent)Activator.CreateInstance(type, null, "source", typeof(string), "text")!).LogLevel().Should().Be(level);
    }

    [Fact]
    public void Off_is_above_all_levels_and_other_names_are_refused()
    {
        var off = Logging.LogLevelFor("off");
        var unknown = () => Logging.LogLevelFor("loud");
        var missing = () => Logging.LogLevelFor(null!);
        var classless = () => off.ClassFor();

        ((int)off).Should().BeGreaterThan((int)LogLevel.ErrorLevel);
        off.StringFor().Should().Be("OFF");
        unknown.Should().Throw<ArgumentException>().WithMessage("Unknown LogLevel: \"LOUD\".*");
        missing.Should().Throw<ArgumentException>();
        classless.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Classes_give_their_level()
    {
        Logging.LogLevelFor<Debug>().Should().Be(LogLevel.DebugLevel);
        Logging.LogLevelFor<Error>().Should().Be(LogLevel.ErrorLevel);
    }

    [Fact]
    public void Dead_letters_say_from_whom_to_whom()
    {
        var letter = new UnhandledMessage("text", ActorRefs.Nobody, ActorRefs.Nobody);

        letter.ToString().Should().Be($"DeadLetter from {ActorRefs.Nobody} to {ActorRefs.Nobody}: <text>");
        new Dropped("text", "full", ActorRefs.Nobody).Reason.Should().Be("full");
    }

    [Fact]
    public void A_dead_letter_has_a_sender_and_a_recipient()
    {
        var sender = () => new DeadLetter("text", null!, ActorRefs.Nobody);
        var recipient = () => new DeadLetter("text", ActorRefs.Nobody, null!);

        sender.Should().Throw<ArgumentNullException>();
        recipient.Should().Throw<ArgumentNullException>();
    }
}
