using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Event;

public sealed class LoggersSpec
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_logger_of_the_settings_hears_its_level_and_those_above()
    {
        using var system = Create("loggers-1", "akka.loglevel = WARNING", out var heard);
        var log = Akka.Event.Logging.GetLogger(system, "source");

        log.Info("not heard");
        log.Warning("a warning");
        log.Error("an error");

        heard.Take().ToString().Should().EndWith("a warning");
        heard.Take().ToString().Should().EndWith("an error");
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public async Task The_level_can_be_changed_while_the_system_runs()
    {
        using var system = Create("loggers-2", "akka.loglevel = WARNING", out var heard);

        system.EventStream.SetLogLevel(LogLevel.DebugLevel);
        system.EventStream.Publish(new Debug("source", GetType(), "heard"));
        system.EventStream.SetLogLevel(LogLevel.ErrorLevel);
        system.EventStream.Publish(new Warning("source", GetType(), "not heard"));
        system.EventStream.Publish(new Error(null, "source", GetType(), "last"));

        heard.Take().ToString().Should().EndWith("heard");
        heard.Take().ToString().Should().EndWith("last");
        Akka.Event.Logging.GetLogger(system, "source").IsWarningEnabled.Should().BeFalse();
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public async Task Unhandled_messages_are_logged_if_the_settings_ask_for_it()
    {
        using var system = Create("loggers-3", "akka.loglevel = DEBUG, akka.actor.debug.unhandled = on", out var heard);
        var deaf = system.ActorOf(Props.Create(() => new Deaf()), "deaf");

        deaf.Tell("hello", ActorRefs.NoSender);

        heard.TakeThat("Unhandled message from ").ToString().Should()
            .Be($"{heard.Last!.ToString().Split("] Unhandled")[0]}] Unhandled message from akka://loggers-3/deadLetters : hello");
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public async Task Dead_letters_are_logged_up_to_their_limit()
    {
        using var system = Create("loggers-4", """
            akka.loglevel = INFO
            akka.log-dead-letters = 2
            akka.log-dead-letters-suspend-duration = infinite
            """, out var heard);
        await DeadLettersAreHeard(system);

        for (var i = 0; i < 3; i++) system.DeadLetters.Tell($"letter {i}", ActorRefs.NoSender);
        Akka.Event.Logging.GetLogger(system, "source").Info("after");

        heard.TakeThat("Message [String]").ToString().Should().Contain("[1] dead letters encountered. ").And.EndWith("Message content: letter 0");
        heard.TakeThat("Message [String]").ToString().Should()
            .Contain("was not delivered. [2] dead letters encountered, no more dead letters will be logged. ")
            .And.Contain("'akka.log-dead-letters'").And.EndWith("Message content: letter 1");
        await system.Terminate().WaitAsync(Limit);
        heard.Rest().Should().NotContain(e => e.ToString().Contains("letter 2"));
    }

    [Fact]
    public async Task Suppressed_messages_are_not_logged()
    {
        using var system = Create("loggers-5", "akka.loglevel = INFO, akka.log-dead-letters = on", out var heard);
        await DeadLettersAreHeard(system);

        system.DeadLetters.Tell(new Unimportant(), ActorRefs.NoSender);
        system.DeadLetters.Tell("important", ActorRefs.NoSender);

        heard.TakeThat("dead letters encountered").ToString().Should().EndWith("Message content: important");
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public void A_logger_that_does_not_exist_fails_the_start()
    {
        var create = () => ActorSystem.Create("loggers-6", "akka { loggers = [\"No.Such.Logger, Nowhere\"], stdout-loglevel = OFF }");

        create.Should().Throw<ConfigurationException>().WithMessage("*No.Such.Logger, Nowhere*");
    }

    // The listener subscribes when it starts, which the system does not wait for.
    private static Task DeadLettersAreHeard(ActorSystem system) =>
        system.ActorSelection("/system/deadLetterListener").ResolveOne(Limit);

    private static ActorSystem Create(string name, string hocon, out Ear heard)
    {
        heard = Ear.Of(name);
        return ActorSystem.Create(name, ConfigurationFactory.ParseString(hocon)
            .WithFallback($"akka {{ stdout-loglevel = OFF, loggers = [\"{typeof(EarLogger).AssemblyQualifiedName}\"] }}"));
    }

    private sealed class Deaf : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Unimportant : IDeadLetterSuppression;

    /// <summary>What the logger of one system has heard.</summary>
    public sealed class Ear
    {
        private static readonly ConcurrentDictionary<string, Ear> Ears = new();
        private readonly BlockingCollection<LogEvent> _events = [];

        public LogEvent? Last { get; private set; }

        public static Ear Of(string system) => Ears.GetOrAdd(system, _ => new Ear());

        public void Hear(LogEvent log) => _events.Add(log);

        public LogEvent Take()
        {
            _events.TryTake(out var log, Limit).Should().BeTrue("an event should be logged");
            return Last = log!;
        }

        public LogEvent TakeThat(string contains)
        {
            while (!Take().ToString().Contains(contains)) continue;
            return Last!;
        }

        public LogEvent[] Rest() => [.. _events];
    }

    public sealed class EarLogger : UntypedActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
    {
        protected override void OnReceive(object message)
        {
            if (message is InitializeLogger) Sender.Tell(new LoggerInitialized());
            else if (message is LogEvent log) Ear.Of(Context.System.Name).Hear(log);
        }
    }
}
