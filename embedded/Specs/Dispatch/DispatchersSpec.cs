using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Dispatch;

public sealed class DispatchersSpec() : ActorSpec($$"""
    pinned.type = PinnedDispatcher
    alias = real
    circle = circle
    real { type = Dispatcher, throughput = 7 }
    own-executor { type = Dispatcher, executor = "{{OneThreadExecutorConfigurator.Reference}}", thread-name = mine }
    own-configurator.type = "{{typeof(OwnConfigurator).AssemblyQualifiedName}}"
    unknown-type.type = "No.Such.Dispatcher, Nowhere"
    """)
{
    [Fact]
    public async Task A_pinned_dispatcher_runs_its_actor_on_one_thread_of_its_own()
    {
        var pinned = Sys.ActorOf(ThreadTeller.WithDispatcher("pinned"));
        var other = Sys.ActorOf(ThreadTeller.WithDispatcher("pinned"));

        var threads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pinned.Ask<Thread>("thread", Limit)));
        var otherThread = await other.Ask<Thread>("thread", Limit);

        threads.Distinct().Should().ContainSingle().Which.IsThreadPoolThread.Should().BeFalse();
        otherThread.Should().NotBeSameAs(threads[0]);
    }

    [Fact]
    public async Task The_default_dispatcher_runs_on_the_thread_pool()
    {
        var thread = await Sys.ActorOf(ThreadTeller).Ask<Thread>("thread", Limit);

        thread.IsThreadPoolThread.Should().BeTrue();
    }

    [Fact]
    public async Task An_executor_named_in_the_configuration_runs_the_actors()
    {
        var thread = await Sys.ActorOf(ThreadTeller.WithDispatcher("own-executor")).Ask<Thread>("thread", Limit);

        thread.Name.Should().Be("mine", "the configurator is given the dispatcher's configuration");
    }

    [Fact]
    public async Task A_configurator_named_in_the_configuration_makes_the_dispatcher()
    {
        Sys.Dispatchers.Lookup("own-configurator").Should().BeOfType<Dispatcher>().Which.Id.Should().Be("own-configurator");

        var thread = await Sys.ActorOf(ThreadTeller.WithDispatcher("own-configurator")).Ask<Thread>("thread", Limit);

        thread.Name.Should().Be("configurator's");
    }

    [Fact]
    public void A_dispatcher_is_made_once_and_found_by_its_alias()
    {
        var real = Sys.Dispatchers.Lookup("real");

        Sys.Dispatchers.Lookup("real").Should().BeSameAs(real);
        Sys.Dispatchers.Lookup("alias").Should().BeSameAs(real);
        real.Throughput.Should().Be(7);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("circle")]
    [InlineData("unknown-type")]
    public void What_is_no_dispatcher_is_refused(string id)
    {
        var lookup = () => Sys.Dispatchers.Lookup(id);

        lookup.Should().Throw<ConfigurationException>();
    }

    [Fact]
    public void HasDispatcher_tells_whether_one_is_configured()
    {
        Sys.Dispatchers.HasDispatcher("real").Should().BeTrue();
        Sys.Dispatchers.HasDispatcher("nowhere").Should().BeFalse();
    }

    [Fact]
    public async Task A_deployment_in_the_configuration_chooses_the_dispatcher()
    {
        using var system = ActorSystem.Create("deployed", $$"""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            akka.actor.deployment./placed.dispatcher = placed-dispatcher
            placed-dispatcher { type = Dispatcher, executor = "{{OneThreadExecutorConfigurator.Reference}}", thread-name = placed }
            """);

        var thread = await system.ActorOf(ThreadTeller, "placed").Ask<Thread>("thread", Limit);

        thread.Name.Should().Be("placed");
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public async Task A_configuration_injected_at_run_time_defines_dispatchers_and_yields_to_what_is_there()
    {
        Sys.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString($$"""
            real.throughput = 99
            late { type = Dispatcher, executor = "{{OneThreadExecutorConfigurator.Reference}}", thread-name = late }
            """));

        var thread = await Sys.ActorOf(ThreadTeller.WithDispatcher("late")).Ask<Thread>("thread", Limit);

        thread.Name.Should().Be("late");
        Sys.Settings.Config.GetInt("real.throughput").Should().Be(7);
    }

    private static Props ThreadTeller => Lambda((context, _) => context.Sender.Tell(Thread.CurrentThread));

    public sealed class OwnConfigurator : MessageDispatcherConfigurator
    {
        private readonly Dispatcher _dispatcher;

        public OwnConfigurator(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites)
        {
            var own = ConfigurationFactory.ParseString("thread-name = configurator's");
            var executor = new OneThreadExecutorConfigurator(own, prerequisites);
            _dispatcher = new Dispatcher(this, config.GetString("id"), 5, null, executor, TimeSpan.FromSeconds(1));
        }

        public override MessageDispatcher Dispatcher() => _dispatcher;
    }
}
