using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Shutdown;

public sealed class CoordinatedShutdownSpec
{
    private const string Quiet = "akka.loglevel = OFF, akka.stdout-loglevel = OFF\n";
    private const string Abc = """
        akka.coordinated-shutdown {
          phases.a.recover = on
          phases.b.depends-on = [a]
          phases.c.depends-on = [b]
          terminate-actor-system = off
          run-by-actor-system-terminate = off
        }

        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly ConcurrentQueue<string> _ran = new();

    [Fact]
    public async Task Phases_run_one_after_the_other()
    {
        using var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);
        Add(shutdown, "actor-system-terminate", "last");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        Add(shutdown, CoordinatedShutdown.PhaseBeforeServiceUnbind, "first");
        Add(shutdown, CoordinatedShutdown.PhaseServiceUnbind, "unbind");

        await Run(shutdown);

        _ran.Should().Equal("first", "unbind", "stop", "last");
    }

    [Fact]
    public async Task Tasks_of_a_phase_run_at_once()
    {
        using var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);
        var met = new TaskCompletionSource<Done>(TaskCreationOptions.RunContinuationsAsynchronously);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "waits", () => met.Task);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "comes", () =>
        {
            met.SetResult(Done.Instance);
            return Task.FromResult(Done.Instance);
        });

        await Run(shutdown);

        met.Task.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public async Task It_terminates_the_system_in_the_last_phase()
    {
        using var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "alive", () =>
        {
            _ran.Enqueue($"terminated: {system.WhenTerminated.IsCompleted}");
            return Task.FromResult(Done.Instance);
        });

        await Run(shutdown);
        await system.WhenTerminated.WaitAsync(Limit);

        _ran.Should().Equal("terminated: False");
    }

    [Fact]
    public async Task Terminating_the_system_runs_it()
    {
        using var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");

        await system.Terminate().WaitAsync(Limit);

        _ran.Should().Equal("stop");
        shutdown.ShutdownReason.Should().Be(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
    }

    [Fact]
    public async Task It_runs_once_and_keeps_the_first_reason()
    {
        using var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        shutdown.ShutdownReason.Should().BeNull();

        var first = shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);
        var second = shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        await Task.WhenAll(first, second).WaitAsync(Limit);

        _ran.Should().Equal("stop");
        shutdown.ShutdownReason.Should().Be(CoordinatedShutdown.ClrExitReason.Instance);
    }

    [Fact]
    public async Task It_can_begin_at_a_later_phase()
    {
        using var system = Create(Abc);
        var shutdown = CoordinatedShutdown.Get(system);
        foreach (var phase in new[] { "a", "b", "c" }) Add(shutdown, phase, phase);

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, "b").WaitAsync(Limit);

        _ran.Should().Equal("b", "c");
    }

    [Fact]
    public async Task A_task_added_while_it_runs_runs_if_its_phase_is_still_to_come()
    {
        using var system = Create(Abc);
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask("b", "adds", () =>
        {
            Add(shutdown, "a", "too late");
            Add(shutdown, "c", "in time");
            return Task.FromResult(Done.Instance);
        });

        await Run(shutdown);

        _ran.Should().Equal("in time");
    }

    [Fact]
    public async Task A_task_that_fails_or_throws_holds_nothing_up()
    {
        using var system = Create(Abc);
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask("a", "fails", () => Task.FromException<Done>(new InvalidOperationException("on purpose")));
        shutdown.AddTask("a", "throws", () => throw new InvalidOperationException("on purpose"));
        Add(shutdown, "a", "a");
        Add(shutdown, "b", "b");

        await Run(shutdown);

        _ran.Should().Equal("a", "b");
    }

    [Fact]
    public async Task A_phase_that_takes_too_long_is_left()
    {
        using var system = Create(Abc + "akka.coordinated-shutdown.phases.a.timeout = 100ms");
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask("a", "never ends", () => new TaskCompletionSource<Done>().Task);
        Add(shutdown, "b", "b");
        var watch = Stopwatch.StartNew();

        await Run(shutdown);

        _ran.Should().Equal("b");
        watch.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(90));
    }

    [Fact]
    public async Task Without_recovery_a_failure_ends_it()
    {
        using var system = Create(Abc + "akka.coordinated-shutdown.phases.a.recover = off");
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask("a", "fails", () => Task.FromException<Done>(new InvalidOperationException("on purpose")));
        Add(shutdown, "b", "b");

        var run = () => Run(shutdown);

        (await run.Should().ThrowAsync<Exception>()).Which.GetBaseException().Message.Should().Be("on purpose");
        _ran.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_recovery_a_timeout_ends_it()
    {
        using var system = Create(Abc + "akka.coordinated-shutdown.phases.a { recover = off, timeout = 100ms }");
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask("a", "never ends", () => new TaskCompletionSource<Done>().Task);
        Add(shutdown, "b", "b");

        var run = () => Run(shutdown);

        (await run.Should().ThrowAsync<Exception>()).Which.GetBaseException().Should().BeOfType<TimeoutException>();
        _ran.Should().BeEmpty();
    }

    [Fact]
    public void Phases_have_their_own_or_the_default_time()
    {
        using var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);

        shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop).Should().Be(TimeSpan.FromSeconds(5));
        shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate).Should().Be(TimeSpan.FromSeconds(10));
        shutdown.TotalTimeout.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void An_unknown_phase_takes_no_task_and_has_no_time()
    {
        using var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);
        var add = () => shutdown.AddTask("nowhere", "task", () => Task.FromResult(Done.Instance));
        var time = () => shutdown.Timeout("nowhere");

        add.Should().Throw<ConfigurationException>().WithMessage("Unknown phase [nowhere]*");
        time.Should().Throw<ArgumentException>().WithMessage("Unknown phase [nowhere]*");
    }

    [Fact]
    public void Phases_that_wait_for_each_other_are_refused()
    {
        using var system = Create(Abc + "akka.coordinated-shutdown.phases.a.depends-on = [c]");
        var get = () => CoordinatedShutdown.Get(system);

        get.Should().Throw<ArgumentException>().WithMessage("Cycle detected*");
    }

    [Fact]
    public async Task Without_terminate_actor_system_the_system_lives_on()
    {
        using var system = Create(Abc);

        await Run(CoordinatedShutdown.Get(system));

        system.WhenTerminated.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task The_debug_log_names_a_phases_tasks()
    {
        using var system = Create(Abc + "akka.loglevel = DEBUG, akka.loggers = []");
        using var inbox = Inbox.Create(system);
        system.EventStream.Subscribe(inbox.Receiver, typeof(Akka.Event.Debug));
        var shutdown = CoordinatedShutdown.Get(system);
        Add(shutdown, "b", "one");
        Add(shutdown, "b", "two");

        await Run(shutdown);

        string line;
        do line = ((LogEvent)inbox.Receive(Limit)).Message.ToString()!;
        while (!line.Contains("[b]"));
        line.Should().Be("Performing phase [b] with [2] tasks: [one,two]");
    }

    private static ActorSystem Create(string hocon = "") =>
        ActorSystem.Create("shutdown", ConfigurationFactory.ParseString(Quiet + hocon));

    private static Task Run(CoordinatedShutdown shutdown) => shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Limit);

    private void Add(CoordinatedShutdown shutdown, string phase, string name) => shutdown.AddTask(phase, name, () =>
    {
        _ran.Enqueue(name);
        return Task.FromResult(Done.Instance);
    });
}
