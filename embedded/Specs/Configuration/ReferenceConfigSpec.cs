using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class ReferenceConfigSpec
{
    private readonly Config _akka = ConfigurationFactory.Default().GetConfig("akka");

    [Theory]
    [InlineData("loglevel", "INFO")]
    [InlineData("stdout-loglevel", "WARNING")]
    [InlineData("logger-formatter", "Akka.Event.DefaultLogMessageFormatter, Akka")]
    [InlineData("log-dead-letters", "10")]
    [InlineData("log-dead-letters-during-shutdown", "off")]
    [InlineData("actor.provider", "Akka.Actor.LocalActorRefProvider")]
    [InlineData("actor.guardian-supervisor-strategy", "Akka.Actor.DefaultSupervisorStrategy")]
    [InlineData("actor.default-dispatcher.type", "Dispatcher")]
    [InlineData("actor.default-dispatcher.executor", "default-executor")]
    [InlineData("actor.default-dispatcher.throughput", "30")]
    [InlineData("actor.internal-dispatcher.throughput", "5")]
    [InlineData("actor.default-blocking-io-dispatcher.throughput", "1")]
    [InlineData("actor.default-mailbox.mailbox-type", "Akka.Dispatch.UnboundedMailbox")]
    [InlineData("actor.default-mailbox.mailbox-capacity", "1000")]
    [InlineData("actor.mailbox.unbounded-deque-based.mailbox-type", "Akka.Dispatch.UnboundedDequeBasedMailbox")]
    [InlineData("actor.mailbox.requirements.\"Akka.Event.ILoggerMessageQueueSemantics\"", "akka.actor.mailbox.logger-queue")]
    [InlineData("actor.deployment.default.router", "from-code")]
    [InlineData("actor.debug.lifecycle", "off")]
    [InlineData("scheduler.implementation", "Akka.Actor.HashedWheelTimerScheduler")]
    [InlineData("scheduler.ticks-per-wheel", "512")]
    [InlineData("coordinated-shutdown.run-by-actor-system-terminate", "on")]
    public void A_setting_has_akkas_default(string path, string expected)
    {
        _akka.GetString(path).Should().Be(expected);
    }

    [Theory]
    [InlineData("logger-startup-timeout", 5_000)]
    [InlineData("log-dead-letters-suspend-duration", 300_000)]
    [InlineData("actor.creation-timeout", 20_000)]
    [InlineData("actor.ask-timeout", -1)]
    [InlineData("actor.unstarted-push-timeout", 10_000)]
    [InlineData("actor.default-dispatcher.throughput-deadline-time", 0)]
    [InlineData("scheduler.tick-duration", 10)]
    [InlineData("scheduler.shutdown-timeout", 5_000)]
    [InlineData("coordinated-shutdown.default-phase-timeout", 5_000)]
    [InlineData("coordinated-shutdown.phases.actor-system-terminate.timeout", 10_000)]
    public void A_time_has_akkas_default(string path, double milliseconds)
    {
        _akka.GetTimeSpan(path).Should().Be(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void The_phases_of_shutdown_follow_each_other()
    {
        var phases = _akka.GetConfig("coordinated-shutdown.phases");
        var order = new List<string> { "actor-system-terminate" };

        while (phases.GetStringList($"{order[0]}.depends-on") is [var before]) order.Insert(0, before);

        order.Should().Equal(
            "before-service-unbind", "service-unbind", "service-requests-done", "service-stop", "before-cluster-shutdown",
            "cluster-sharding-shutdown-region", "cluster-leave", "cluster-exiting", "cluster-exiting-done", "cluster-shutdown",
            "before-actor-system-terminate", "actor-system-terminate");
        phases.AsEnumerable().Should().HaveCount(order.Count);
    }

    [Fact]
    public void No_extension_is_loaded_and_one_logger_is()
    {
        _akka.GetStringList("extensions").Should().BeEmpty();
        _akka.GetStringList("loggers").Should().Equal("Akka.Event.DefaultLogger");
    }
}
