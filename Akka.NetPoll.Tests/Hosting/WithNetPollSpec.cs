using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Akka.NetPoll.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Hosting;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Microsoft.Extensions.Configuration;
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
                options.Listener = new ListenOptions { Backlog = 7 };
                options.Dialer = new DialerOptions { Timeout = TimeSpan.FromMilliseconds(1500) };
                options.Workers = new WorkerOptions { Count = 3 };
            }));
        NetPoll netPoll = SystemOf(host).NetPoll();
        ConnectionsSettings settings = netPoll.Connections.Settings;

        settings.Connection.Settings.PullMode.Should().BeTrue();
        settings.Connection.Settings.IdleTimeout.Should().Be(TimeSpan.FromSeconds(90));
        settings.Connection.Settings.WriteLimit.Should().Be(100_000);
        settings.Connection.Settings.ReadsPerTurn.Should().Be(5);
        settings.Listener.Settings.Backlog.Should().Be(7);
        settings.DialTimeout.Should().Be(TimeSpan.FromSeconds(1.5));
        netPoll.Workers.Settings.Count.Should().Be(3);
        await host.StopAsync();
    }

    public static TheoryData<string, string, string> InConfiguration => new()
    {
        { "NetPoll:Connection:IdleTimeout", "NetPoll:Connection:PullMode", "NetPoll:Connection:WriteLimit" },
        { "NetPoll:connection:idle-timeout", "NetPoll:connection:pull-mode", "NetPoll:connection:write-limit" },
        { "NETPOLL:CONNECTION:IDLETIMEOUT", "NETPOLL:CONNECTION:PULLMODE", "NETPOLL:CONNECTION:WRITELIMIT" },
    };

    [Theory]
    [MemberData(nameof(InConfiguration))]
    public async Task The_applications_configuration_becomes_settings_however_it_spells_them(string idleTimeout, string pullMode, string writeLimit)
    {
        IConfiguration configuration = Configuration((idleTimeout, "00:01:30"), (pullMode, "True"), (writeLimit, "100 KiB"));

        using IHost host = await StartAsync(builder => builder.WithNetPoll(configuration.GetSection("NetPoll")));
        ConnectionSettings settings = SystemOf(host).NetPoll().Connections.Settings.Connection.Settings;

        (settings.IdleTimeout, settings.PullMode, settings.WriteLimit).Should().Be((TimeSpan.FromSeconds(90), true, 100 * 1024));
        await host.StopAsync();
    }

    [Fact]
    public async Task What_an_application_binds_itself_is_as_good()
    {
        IConfiguration configuration = Configuration(
            ("Listener:Backlog", "7"), ("Tls:HandshakeTimeout", "00:00:03"), ("Datagram:Batch", "5"), ("Poller:Multiplexer", "poll"), ("AsDefaultDispatcher", "true"));

        using IHost host = await StartAsync(builder => builder.WithNetPoll(configuration.Get<NetPollOptions>()!));
        ActorSystem system = SystemOf(host);
        ConnectionsSettings settings = system.NetPoll().Connections.Settings;

        (settings.Listener.Settings.Backlog, settings.Tls.Settings.HandshakeTimeout, settings.Datagram.Settings.Batch)
            .Should().Be((7, TimeSpan.FromSeconds(3), 5));
        system.NetPoll().Settings.Multiplexer.Should().Be("poll");
        system.Settings.Config.GetString("akka.actor.default-dispatcher.executor").Should().Contain("NetPollExecutor");
        await host.StopAsync();
    }

    [Fact]
    public async Task A_bad_value_of_the_applications_configuration_fails_the_start_as_a_setting_does()
    {
        IConfiguration configuration = Configuration(("Connection:ReadsPerTurn", "many"));
        using IHost host = Build(builder => builder.WithNetPoll(configuration).AddHocon(Quiet, HoconAddMode.Prepend));

        (await host.Awaiting(h => h.StartAsync()).Should().ThrowAsync<ConfigurationException>())
            .Which.Message.Should().Be("akka.netpoll.connection.reads-per-turn is 'many', and should be a whole number, at least 1");
    }

    [Fact]
    public async Task What_is_no_setting_in_the_applications_configuration_has_no_effect_and_can_be_told()
    {
        IConfiguration configuration = Configuration(("Connection:IdleTimout", "00:00:05"), ("Conection:PullMode", "true"), ("AsDefaultDispatcher", "false"));

        using IHost host = await StartAsync(builder => builder.WithNetPoll(configuration));

        UnknownSettings.In(SystemOf(host).Settings.Config).Should().Equal("akka.netpoll.conection", "akka.netpoll.connection.idle-timout");
        await host.StopAsync();
    }

    [Fact]
    public void Neither_on_nor_off_is_no_answer_to_AsDefaultDispatcher() =>
        FluentActions.Invoking(() => new ConfigurationOverlay(Configuration(("AsDefaultDispatcher", "perhaps"))).AsDefaultDispatcher())
            .Should().Throw<ConfigurationException>().WithMessage("AsDefaultDispatcher is 'perhaps', and should be on or off");

    [Fact]
    public void What_belongs_to_one_socket_is_refused_for_all()
    {
        var options = new NetPollOptions { Listener = new ListenOptions { Tls = new TlsServerSettings(new()) } };

        FluentActions.Invoking(() => Build(builder => builder.WithNetPoll(options)).Services.GetRequiredService<ActorSystem>())
            .Should().Throw<ConfigurationException>().WithMessage("Listener.Tls is no setting of a system*");
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
        using IHost host = Build(builder => builder.WithNetPoll(options => options.Listener = new ListenOptions { Backlog = -5 }).AddHocon(Quiet, HoconAddMode.Prepend));

        (await host.Awaiting(h => h.StartAsync()).Should().ThrowAsync<ConfigurationException>())
            .Which.Message.Should().StartWith("akka.netpoll.listener.backlog is '-5'");
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value)))
        .Build();

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
