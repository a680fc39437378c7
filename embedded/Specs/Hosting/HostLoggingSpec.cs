using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using LogLevel = Akka.Event.LogLevel;

namespace Akka.Embedded.Specs.Hosting;

public sealed class HostLoggingSpec
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_hosts_logging_hears_the_system()
    {
        using var logs = new Logs();
        using var host = QuietHost.Build(akka => akka.ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory()), logs);
        await host.StartAsync();

        Akka.Event.Logging.GetLogger(host.Services.GetRequiredService<ActorSystem>(), "source").Warning("watch {0}", "out");

        logs.Find("watch out").Should().Match("Warning*Akka.Actor.ActorSystem*[source (akka://hosted)] watch out");
        await host.StopAsync().WaitAsync(Limit);
    }

    [Fact]
    public async Task Another_logger_factory_can_be_given()
    {
        using var logs = new Logs();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logs));
        using var host = QuietHost.Build(akka => akka.ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory(factory)));
        await host.StartAsync();

        Akka.Event.Logging.GetLogger(host.Services.GetRequiredService<ActorSystem>(), "source").Error(new InvalidOperationException("on purpose"), "no");

        logs.Find("no").Should().StartWith("Error").And.Contain("on purpose");
        await host.StopAsync().WaitAsync(Limit);
    }

    [Fact]
    public async Task Level_loggers_dead_letters_and_debug_options_become_configuration()
    {
        using var host = QuietHost.Build(akka => akka.ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = LogLevel.ErrorLevel;
            loggers.LogConfigOnStart = false;
            loggers.DeadLetterOptions = new DeadLetterOptions
            {
                ShouldLog = TriStateValue.Some, LogCount = 3, LogDuringShutdown = false, LogSuspendDuration = TimeSpan.FromSeconds(7),
            };
            loggers.DebugOptions = new DebugOptions { Unhandled = true, LifeCycle = false };
            loggers.ClearLoggers();
        }));
        await host.StartAsync();

        var settings = host.Services.GetRequiredService<ActorSystem>().Settings;

        settings.LogLevel.ToUpperInvariant().Should().Be("ERROR");
        settings.Loggers.Should().BeEmpty();
        settings.LogDeadLetters.Should().Be(3);
        settings.LogDeadLettersDuringShutdown.Should().BeFalse();
        settings.LogDeadLettersSuspendDuration.Should().Be(TimeSpan.FromSeconds(7));
        settings.DebugUnhandledMessage.Should().BeTrue();
        settings.DebugLifecycle.Should().BeFalse();
        await host.StopAsync().WaitAsync(Limit);
    }

    [Fact]
    public void A_formatter_that_cannot_be_made_is_refused()
    {
        var configure = () => new AkkaConfigurationBuilder(new ServiceCollection(), "x")
            .ConfigureLoggers(loggers => loggers.WithDefaultLogMessageFormatter<NeedsArgument>());

        configure.Should().Throw<Akka.Configuration.ConfigurationException>();
    }

    private sealed class NeedsArgument(string prefix) : ILogMessageFormatter
    {
        public string Format(string format, params object[] args) => prefix + format;

        public string Format(string format, IEnumerable<object> args) => prefix + format;
    }

    private sealed class Logs : ILoggerProvider
    {
        private readonly BlockingCollection<string> _lines = [];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public string Find(string end)
        {
            while (_lines.TryTake(out var line, Limit))
            {
                if (line.Contains(end)) return line;
            }
            throw new InvalidOperationException($"Nothing was logged that contains '{end}'.");
        }

        public void Dispose() { }

        private sealed class Logger(Logs logs, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

            public void Log<TState>(
                Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter) =>
                logs._lines.Add($"{logLevel} {category} {formatter(state, exception)}");
        }
    }
}
