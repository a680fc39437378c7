using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Hosting;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Akka.Embedded.Specs.Hosting;

public sealed class HostSpec
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_system_starts_with_the_host_and_stops_with_it()
    {
        using var host = Host(akka => { });
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();
        system.WhenTerminated.IsCompleted.Should().BeFalse();

        await host.StopAsync().WaitAsync(Limit);

        await system.WhenTerminated.WaitAsync(Limit);
        CoordinatedShutdown.Get(system).ShutdownReason.Should().Be(CoordinatedShutdown.ClrExitReason.Instance);
    }

    [Fact]
    public async Task The_host_stops_when_the_system_ends_by_itself()
    {
        using var host = Host(akka => { });
        await host.StartAsync();

        await host.Services.GetRequiredService<ActorSystem>().Terminate().WaitAsync(Limit);

        await host.WaitForShutdownAsync().WaitAsync(Limit);
    }

    [Fact]
    public async Task The_hosts_stop_runs_the_tasks_of_the_coordinated_shutdown()
    {
        using var host = Host(akka => { });
        await host.StartAsync();
        var ran = false;
        CoordinatedShutdown.Get(host.Services.GetRequiredService<ActorSystem>())
            .AddTask(CoordinatedShutdown.PhaseServiceStop, "task", () =>
            {
                ran = true;
                return Task.FromResult(Done.Instance);
            });

        await host.StopAsync().WaitAsync(Limit);

        ran.Should().BeTrue();
    }

    [Fact]
    public async Task Starters_run_in_order_and_startup_tasks_after_them()
    {
        var ran = new List<string>();
        using var host = Host(akka => akka
            .AddStartup((_, _) => ran.Add("startup"))
            .WithActors((_, _) => ran.Add("first"))
            .StartActors(async (_, _) =>
            {
                await Task.Yield();
                ran.Add("second");
            })
            .WithActors((_, _) => ran.Add("third")));

        await host.StartAsync();

        ran.Should().Equal("first", "second", "third", "startup");
        await host.StopAsync().WaitAsync(Limit);
    }

    [Fact]
    public async Task A_starter_that_fails_fails_the_hosts_start()
    {
        using var host = Host(akka => akka.WithActors((_, _) => throw new InvalidOperationException("on purpose")));

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("on purpose");
        await host.Services.GetRequiredService<ActorSystem>().WhenTerminated.WaitAsync(Limit);
    }

    [Fact]
    public async Task An_actor_of_a_starter_is_found_by_who_requires_it()
    {
        using var host = Host(akka => akka.WithActors((system, registry) => registry.Register<LambdaActor>(system.ActorOf(Echo, "echo"))));
        await host.StartAsync();

        var required = host.Services.GetRequiredService<IRequiredActor<LambdaActor>>();

        (await required.ActorRef.Ask<string>("hello", Limit)).Should().Be("hello");
        (await required.GetAsync()).Should().Be(required.ActorRef);
        host.Services.GetRequiredService<ActorRegistry>().Get<LambdaActor>().Should().Be(required.ActorRef);
        await host.StopAsync().WaitAsync(Limit);
    }

    [Fact]
    public async Task Extensions_are_there_when_the_system_has_started()
    {
        using var host = Host(akka => akka.WithExtension<MarkId>().WithExtensions(typeof(MarkId)));
        await host.StartAsync();

        host.Services.GetRequiredService<ActorSystem>().HasExtension<Mark>().Should().BeTrue();

        await host.StopAsync().WaitAsync(Limit);
    }

    [Fact]
    public void What_is_no_extension_is_refused()
    {
        var add = () => new AkkaConfigurationBuilder(new ServiceCollection(), "x").WithExtensions(typeof(string));

        add.Should().Throw<Akka.Configuration.ConfigurationException>();
    }

    [Fact]
    public async Task The_system_has_the_name_and_the_setups_it_was_given()
    {
        using var host = Host(akka => akka.AddSetup(new NameTag("tag")));
        await host.StartAsync();

        var system = host.Services.GetRequiredService<ActorSystem>();

        system.Name.Should().Be("hosted");
        system.Settings.Setup.Get<NameTag>().Value.Text.Should().Be("tag");
        await host.StopAsync().WaitAsync(Limit);
    }

    private static Props Echo => Props.Create(() => new LambdaActor((context, message) => context.Sender.Tell(message, context.Self)));

    private static IHost Host(Action<AkkaConfigurationBuilder> configure) => QuietHost.Build(configure);

    public sealed class Mark : IExtension;

    public sealed class MarkId : ExtensionIdProvider<Mark>
    {
        public override Mark CreateExtension(ExtendedActorSystem system) => new();
    }

    private sealed class NameTag(string text) : Akka.Actor.Setup.Setup
    {
        public string Text => text;
    }
}
