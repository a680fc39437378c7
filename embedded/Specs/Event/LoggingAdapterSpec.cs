using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Event;

public sealed class LoggingAdapterSpec() : ActorSpec("akka.loglevel = INFO")
{
    private readonly EventStream _bus = new(false);

    [Fact]
    public void What_is_logged_is_published_with_its_source()
    {
        Sys.EventStream.Subscribe<Warning>(TestActor);
        var log = Logging.GetLogger(Sys, "my source");

        log.Warning("{0} and {1}", "one", 2);

        var warning = ExpectMsg<Warning>();
        warning.LogSource.Should().Be($"my source ({Sys})");
        warning.LogClass.Should().Be<DummyClassForStringSources>();
        warning.Message.ToString().Should().Be("one and 2");
        warning.Cause.Should().BeNull();
    }

    [Fact]
    public void An_actor_logs_under_its_path_and_class()
    {
        Sys.EventStream.Subscribe<Info>(TestActor);
        var actor = Sys.ActorOf(Lambda((context, message) => context.GetLogger().Info("said {0}", message)), "speaker");

        actor.Tell("hello");

        var info = (Info)FishForMessage(m => m is Info { LogClass: var type } && type == typeof(LambdaActor), Limit);
        info.LogSource.Should().Be($"akka://{Sys.Name}/user/speaker");
        info.Message.ToString().Should().Be("said hello");
    }

    [Fact]
    public void Levels_below_the_systems_are_off()
    {
        Sys.EventStream.Subscribe<Debug>(TestActor);
        var log = Logging.GetLogger(Sys, "source");

        log.Debug("not published {0}", 1);
        log.Debug(new InvalidOperationException(), "not published");
        TestActor.Tell("after");

        ExpectMsg("after");
        log.IsDebugEnabled.Should().BeFalse();
        log.IsEnabled(LogLevel.DebugLevel).Should().BeFalse();
        log.IsInfoEnabled.Should().BeTrue();
        log.IsWarningEnabled.Should().BeTrue();
        log.IsErrorEnabled.Should().BeTrue();
    }

    [Fact]
    public void A_message_that_is_off_is_never_formatted()
    {
        var log = Logging.GetLogger(Sys, "source");

        log.Debug("{0}", new Explosive());
        log.Debug("{0} {1} {2}", 1, 2, new Explosive());
    }

    [Fact]
    public void A_level_that_is_off_costs_no_memory()
    {
        var log = Logging.GetLogger(Sys, "source");
        LogDebug();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++) LogDebug();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000);

        void LogDebug() => log.Debug("{0} {1}", 12345, 67890L);
    }

    [Fact]
    public void Every_number_of_arguments_is_formatted()
    {
        var log = LogOnBus();

        log.Info("none");
        log.Info("{0}", 1);
        log.Info("{0}{1}", 1, 2);
        log.Info("{0}{1}{2}", 1, 2, 3);
        log.Info("{0}{1}{2}{3}", 1, 2, 3, 4);
        log.Info("{0}{1}{2}{3}{4}", 1, 2, 3, 4, 5);
        log.Info("{0}{1}{2}{3}{4}{5}", 1, 2, 3, 4, 5, 6);
        log.Info("{0}{1}{2}{3}{4}{5}{6}", new object[] { 1, 2, 3, 4, 5, 6, 7 });

        var texts = ReceiveN(8, Limit).Cast<Info>().Select(info => info.Message.ToString());
        texts.Should().Equal("none", "1", "12", "123", "1234", "12345", "123456", "1234567");
    }

    [Fact]
    public void The_arguments_can_be_had_apart_from_the_text()
    {
        LogOnBus().Error(new InvalidOperationException("on purpose"), "{0} of {1}", 1, "two");

        var error = ExpectMsg<Error>();
        var message = error.Message.Should().BeAssignableTo<LogMessage>().Subject;
        message.Format.Should().Be("{0} of {1}");
        message.Parameters().Should().Equal(1, "two");
        error.Cause.Message.Should().Be("on purpose");
    }

    [Fact]
    public void A_text_without_arguments_is_no_template()
    {
        LogOnBus().Info("{braces}");

        ExpectMsg<Info>().Message.ToString().Should().Be("{braces}");
    }

    [Fact]
    public void The_formatter_is_the_one_that_was_asked_for()
    {
        _bus.Subscribe<LogEvent>(TestActor);
        var log = Logging.GetLogger(_bus, "source", new Shouting());

        log.Info("{0}", "quiet");
        log.Info("{0}", new object[] { "array" });

        ExpectMsg<Info>().Message.ToString().Should().Be("QUIET");
        ExpectMsg<Info>().Message.ToString().Should().Be("ARRAY");
    }

    [Fact]
    public void Sources_are_named_by_what_they_are()
    {
        LogSource.Create("name").Source.Should().Be("name");
        LogSource.Create(typeof(EventStream)).Source.Should().Be("EventStream");
        LogSource.Create(_bus).Type.Should().Be<EventStream>();
        LogSource.Create(TestActor).Source.Should().Be(TestActor.Path.ToString());
        LogSource.Create(typeof(EventStream), Sys).Source.Should().Be($"EventStream ({Sys})");
        LogSource.Create(TestActor, Sys).Source.Should().Be(TestActor.Path.ToString());
    }

    [Fact]
    public void NoLogger_logs_nothing()
    {
        NoLogger.Instance.IsErrorEnabled.Should().BeFalse();
        NoLogger.Instance.IsEnabled(LogLevel.ErrorLevel).Should().BeFalse();
        NoLogger.Instance.Error("{0}", new Explosive());
    }

    private ILoggingAdapter LogOnBus()
    {
        _bus.Subscribe<LogEvent>(TestActor);
        return Logging.GetLogger(_bus, "source");
    }

    private sealed class Explosive
    {
        public override string ToString() => throw new InvalidOperationException("formatted");
    }

    private sealed class Shouting : ILogMessageFormatter
    {
        public string Format(string format, params object[] args) => string.Format(format, args).ToUpperInvariant();

        public string Format(string format, IEnumerable<object> args) => Format(format, args.ToArray());
    }
}
