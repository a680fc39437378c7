using System.Text.RegularExpressions;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Event;

public sealed class LogFilterSpec
{
    [Fact]
    public void Without_filters_the_whole_line_is_kept()
    {
        var log = Event("source", "message");

        LogFilterEvaluator.NoFilters.ShouldTryKeepMessage(log, out var line).Should().BeTrue();

        line.Should().Be(log.ToString());
    }

    [Theory]
    [InlineData("akka://sys/user/chat", true)]
    [InlineData("akka://sys/user/chatter", false)]
    [InlineData("other", false)]
    public void A_source_is_excluded_exactly(string source, bool dropped) =>
        Drops(new LogFilterBuilder().ExcludeSourceExactly("akka://sys/user/chat"), Event(source, "")).Should().Be(dropped);

    [Theory]
    [InlineData("start.middle.end", true)]
    [InlineData("xstart.middle.end", false)]
    public void A_source_is_excluded_by_its_start(string source, bool dropped) =>
        Drops(new LogFilterBuilder().ExcludeSourceStartingWith("start."), Event(source, "")).Should().Be(dropped);

    [Theory]
    [InlineData("start.middle.end", true)]
    [InlineData("start-middle-end", false)]
    public void A_source_is_excluded_by_a_part(string source, bool dropped) =>
        Drops(new LogFilterBuilder().ExcludeSourceContaining(".middle."), Event(source, "")).Should().Be(dropped);

    [Theory]
    [InlineData("start.middle.end", true)]
    [InlineData("start.middle.ends", false)]
    public void A_source_is_excluded_by_its_end(string source, bool dropped) =>
        Drops(new LogFilterBuilder().ExcludeSourceEndingWith(".end"), Event(source, "")).Should().Be(dropped);

    [Fact]
    public void A_message_is_excluded_by_a_part_or_a_pattern()
    {
        var filters = new LogFilterBuilder().ExcludeMessageContaining("(secret)").ExcludeMessageRegex(new Regex("[0-9]{4}$"));

        Drops(filters, Event("source", "a (secret) word")).Should().BeTrue();
        Drops(filters, Event("source", "code 1234")).Should().BeTrue();
        Drops(filters, Event("source", "a word")).Should().BeFalse();
    }

    [Fact]
    public void Source_filters_alone_make_no_text_for_what_they_drop()
    {
        var evaluator = new LogFilterBuilder().ExcludeSourceExactly("source").Build().CreateEvaluator();

        evaluator.EvaluatesLogSourcesOnly.Should().BeTrue();
        evaluator.ShouldTryKeepMessage(Event("source", new Explosive()), out _).Should().BeFalse();
    }

    [Fact]
    public void With_source_filters_the_message_is_kept_and_with_content_filters_the_line()
    {
        var log = Event("source", "message");

        new LogFilterBuilder().ExcludeSourceExactly("other").Build().CreateEvaluator().ShouldTryKeepMessage(log, out var message);
        new LogFilterBuilder().ExcludeMessageContaining("other").Build().CreateEvaluator().ShouldTryKeepMessage(log, out var line);

        message.Should().Be("message");
        line.Should().Be(log.ToString());
    }

    private static bool Drops(LogFilterBuilder filters, LogEvent log) =>
        !filters.Build().CreateEvaluator().ShouldTryKeepMessage(log, out _);

    private static Info Event(string source, object message) => new(source, typeof(LogFilterSpec), message);

    private sealed class Explosive
    {
        public override string ToString() => throw new InvalidOperationException("formatted");
    }
}
