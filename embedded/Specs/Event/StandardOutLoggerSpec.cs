using Akka.Actor;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Event;

/// <summary>Standard out belongs to the process: these specs run alone.</summary>
[Collection(nameof(StandardOutLoggerSpec))]
[CollectionDefinition(nameof(StandardOutLoggerSpec), DisableParallelization = true)]
public sealed class StandardOutLoggerSpec : IDisposable
{
    private readonly TextWriter _before = Console.Out;
    private readonly StringWriter _out = new();
    private readonly StandardOutLogger _logger = new();

    public StandardOutLoggerSpec() => Console.SetOut(TextWriter.Synchronized(_out));

    public void Dispose() => Console.SetOut(_before);

    [Fact]
    public void An_event_is_one_line()
    {
        var log = new Warning("source", GetType(), "careful");

        _logger.Tell(log);

        _out.ToString().Should().Contain(log + Environment.NewLine);
    }

    [Fact]
    public void A_template_that_cannot_be_formatted_is_told_of_and_hurts_nobody()
    {
        var log = Logging.GetLogger(BusTo(_logger), "source");

        log.Error("{0} {1}", "only one");

        _out.ToString().Should().Contain("Encountered System.FormatException while recording log: [ERROR][source].")
            .And.Contain("{0} {1}").And.Contain("Please take a look at the logging call");
    }

    [Fact]
    public void It_stands_outside_of_any_system()
    {
        var provider = () => _logger.Provider;

        _logger.Path.Address.Should().Be(Address.AllSystems);
        provider.Should().Throw<NotSupportedException>();
    }

    private static EventStream BusTo(IActorRef logger)
    {
        var bus = new EventStream(false);
        bus.Subscribe<LogEvent>(logger);
        return bus;
    }
}
