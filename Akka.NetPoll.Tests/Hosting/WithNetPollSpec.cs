using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Hosting;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Akka.NetPoll.Tests.Hosting;

/// <summary>WithNetPoll in an application of Akka.Hosting.</summary>
public sealed class WithNetPollSpec
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF }";

    [Fact]
    public async Task Without_options_the_defaults_are_there_and_the_default_dispatcher_is_left_alone()
    {
        using IHost host = await StartAsync(builder => builder.WithNetPoll());
        ActorSystem system = SystemOf(host);

        system.Dispatchers.HasDispatcher(NetPollSettings.Dispatcher).Should().BeTrue();
        system.Settings.Config.GetString("akka.actor.default-dispatcher.executor").Should().NotContain("NetPoll");
        await host.StopAsync();
    }

    [Fact]
    public async Task Options_become_settings_and_what_is_null_stays_as_configured()
    {
        using IHost host = await StartAsync(builder => builder
            .AddHocon("akka.netpoll.connection.reads-per-turn = 5", HoconAddMode.Append)
            .WithNetPoll(options =>
            {
                options.Connection = new ConnectionOptions { PullMode = true, IdleTimeout = TimeSpan.FromSeconds(90), WriteLimit = 100_000 };
                options.Backlog = 7;
                options.DialTimeout = TimeSpan.FromMilliseconds(1500);
            }));
        NetPollSettings settings = SystemOf(host).NetPoll().Settings;

        settings.Connection.PullMode.Should().BeTrue();
        settings.Connection.IdleTimeout.Should().Be(TimeSpan.FromSeconds(90));
        settings.Connection.WriteLimit.Should().Be(100_000);
        settings.Connection.ReadsPerTurn.Should().Be(5);
        settings.Listener.Backlog.Should().Be(7);
        settings.DialTimeout.Should().Be(TimeSpan.FromSeconds(1.5));
        await host.StopAsync();
    }

    [Fact]
    public async Task As_default_dispatcher_its_workers_run_every_actor()
    {
        using IHost host = await StartAsync(builder => builder.WithNetPoll(asDefaultDispatcher: true));
        ActorSystem system = SystemOf(host);

        IActorRef actor = system.ActorOf(Props.Create(() => new ThreadActor()));
        string answer = await actor.Ask<string>("which?", Eventually.Limit);

        answer.Should().StartWith("akka.netpoll.worker-");
        system.Settings.Config.GetString("akka.actor.default-dispatcher.executor").Should().Contain("NetPollExecutor");
        await host.StopAsync();
    }

    [Fact]
    public async Task Stopping_the_application_stops_accepting()
    {
        using IHost host = await StartAsync(builder => builder.WithNetPoll(new NetPollOptions()));
        ActorSystem system = SystemOf(host);
        system.HasExtension<NetPoll>().Should().BeTrue();
        IActorRef server = system.ActorOf(Props.Create(() => new Server()));
        EndPoint address = (await server.Ask<Tcp.Bound>("where", Eventually.Limit)).LocalEndPoint;
        using var client = new TestClient(address);

        await host.StopAsync();

        FluentActions.Invoking(() => new TestClient(address)).Should().Throw<System.Net.Sockets.SocketException>();
    }

    [Fact]
    public async Task A_bad_setting_fails_the_start_of_the_application()
    {
        using IHost host = Build(builder => builder.WithNetPoll(options => options.Backlog = -5).AddHocon(Quiet, HoconAddMode.Prepend));

        (await host.Awaiting(h => h.StartAsync()).Should().ThrowAsync<ConfigurationException>())
            .Which.Message.Should().StartWith("akka.netpoll.listener.backlog is '-5'");
    }

    private static async Task<IHost> StartAsync(Action<AkkaConfigurationBuilder> configure)
    {
        IHost host = Build(configure);
        await host.StartAsync();
        return host;
    }

    private static IHost Build(Action<AkkaConfigurationBuilder> configure) =>
        new HostBuilder().ConfigureServices(services => services.AddAkka("hosted", (builder, _) => configure(builder))).Build();

    private static ActorSystem SystemOf(IHost host) => host.Services.GetRequiredService<ActorSystem>();

    private sealed class ThreadActor : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Thread.CurrentThread.Name ?? "");
    }

    // Answers "where" with Bound, whichever comes first.
    private sealed class Server : UntypedActor
    {
        private Tcp.Bound? _bound;
        private IActorRef _asker = ActorRefs.Nobody;

        public Server() => Context.ActorOf(ListenerActor.Props(new IPEndPoint(IPAddress.Loopback, 0)));

        protected override void OnReceive(object message)
        {
            if (message is Tcp.Bound bound) _bound = bound;
            if (message is string) _asker = Sender;
            if (_bound is not null) _asker.Tell(_bound);
        }
    }
}
