using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.TestActors;
using FluentAssertions;
using Xunit;
using Xunit.Abstractions;

namespace Akka.Embedded.Specs.TestKit;

public sealed class KitSetupSpec
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka.stdout-loglevel = OFF, spec.here = yes");

    [Fact]
    public void A_kit_has_a_system_named_test_with_the_kits_defaults()
    {
        using var kit = new Kit(Quiet);

        kit.Sys.Name.Should().Be("test");
        kit.Sys.Settings.Config.GetString("spec.here").Should().Be("yes");
        kit.Sys.Settings.Config.GetStringList("akka.loggers").Should().Equal("Akka.TestKit.TestEventListener, Akka.TestKit");
        kit.TestKitSettings.SingleExpectDefault.Should().Be(TimeSpan.FromSeconds(3));
        kit.TestKitSettings.DefaultTimeout.Should().Be(TimeSpan.FromSeconds(5));
        kit.TestKitSettings.TestEventFilterLeeway.Should().Be(TimeSpan.FromSeconds(3));
        kit.TestKitSettings.TestTimeFactor.Should().Be(1);
    }

    [Fact]
    public void The_system_can_be_named()
    {
        using var kit = new Kit(Quiet, "other");

        kit.Sys.Name.Should().Be("other");
    }

    [Fact]
    public void The_system_can_be_made_after_a_setup()
    {
        using var kit = new Kit(ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(Quiet)));

        kit.Sys.Settings.Config.GetString("spec.here").Should().Be("yes");
        kit.Sys.Settings.Config.HasPath("akka.test").Should().BeTrue();
    }

    [Fact]
    public void A_kit_can_be_put_on_a_system_that_exists()
    {
        var system = ActorSystem.Create("mine", Quiet);

        using (var kit = new Kit(system))
        {
            kit.Sys.Should().BeSameAs(system);
            kit.TestActor.Tell("hello");
            kit.ExpectMsg("hello");
        }

        system.WhenTerminated.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void Ending_the_test_runs_AfterAll_once_and_then_terminates_the_system()
    {
        var kit = new Kit(Quiet);

        kit.Dispose();
        kit.Dispose();

        kit.RanAfterAll.Should().Be(1);
        kit.WasRunningInAfterAll.Should().BeTrue();
        kit.Sys.WhenTerminated.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void The_systems_log_goes_to_the_tests_output()
    {
        var output = new Output();
        using var kit = new Kit("akka.stdout-loglevel = OFF, akka.loglevel = INFO", output);

        kit.Sys.Log.Info("to be read");

        kit.AwaitAssert(() => output.Lines
            .Should().Contain(line => line.Contains("[INFO]") && line.Contains("to be read")), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_test_actor_is_an_actor_of_the_system_itself()
    {
        using var kit = new Kit(Quiet);

        kit.TestActor.Path.Parent.Name.Should().Be("system");
        kit.TestActor.Path.Name.Should().StartWith("testActor");
    }

    [Fact]
    public void What_a_test_tells_without_a_sender_comes_from_the_test_actor()
    {
        using var kit = new Kit(Quiet);

        kit.Sys.ActorOf(SimpleEchoActor.Props()).Tell("hello");

        kit.ExpectMsg("hello");
    }

    [Fact]
    public async Task The_implicit_sender_outlives_what_a_test_awaits()
    {
        using var kit = new Kit(Quiet);
        var echo = kit.Sys.ActorOf(SimpleEchoActor.Props());

        await Task.Run(() => Task.CompletedTask);
        echo.Tell("one");
        await kit.ExpectMsgAsync("one");
        echo.Tell("two");

        await kit.ExpectMsgAsync("two");
    }

    [Fact]
    public void A_kit_without_implicit_sender_tells_in_nobodys_name()
    {
        using var kit = new NamelessKit();

        kit.TestActor.Tell("hello");

        kit.ExpectMsg("hello");
        kit.LastSender.Should().Be(kit.Sys.DeadLetters);
    }

    private class Kit : Akka.TestKit.Xunit2.TestKit
    {
        public Kit(Config config, string? name = null)
            : base(config, name)
        {
        }

        public Kit(ActorSystemSetup setup)
            : base(setup)
        {
        }

        public Kit(ActorSystem system)
            : base(system)
        {
        }

        public Kit(string hocon, ITestOutputHelper output)
            : base(hocon, output)
        {
        }

        public int RanAfterAll { get; private set; }

        public bool WasRunningInAfterAll { get; private set; }

        protected override void AfterAll()
        {
            RanAfterAll++;
            WasRunningInAfterAll = !Sys.WhenTerminated.IsCompleted;
        }
    }

    private sealed class NamelessKit() : Kit(Quiet), INoImplicitSender;

    private sealed class Output : ITestOutputHelper
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines) return [.. _lines];
            }
        }

        public void WriteLine(string message)
        {
            lock (_lines) _lines.Add(message);
        }

        public void WriteLine(string format, params object[] args) => WriteLine(string.Format(format, args));
    }
}
