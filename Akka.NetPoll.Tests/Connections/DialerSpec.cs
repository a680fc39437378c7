using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Connecting: by address and by name, in time, and what is told when it cannot be.</summary>
public class DialerSpec : ConnectionsTestKit
{
    private readonly IActorRef _dialer;
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public DialerSpec(string hocon = "")
        : base(hocon)
    {
        _dialer = Sys.ActorOf(DialerActor.Props());
        _server.Bind(AnyPort);
        _server.Listen();
    }

    private IPEndPoint Server => (IPEndPoint)_server.LocalEndPoint!;

    [Fact]
    public void The_actor_that_asks_is_told_Connected_by_the_connection_and_registers()
    {
        _dialer.Tell(new Tcp.Connect(Server));

        var connected = ExpectMsg<Tcp.Connected>();
        LastSender.Tell(new Tcp.Register(TestActor));
        LastSender.Tell(Write(1));
        using Socket accepted = _server.Accept();

        connected.RemoteEndPoint.Should().Be(Server);
        connected.LocalEndPoint.Should().Be(accepted.RemoteEndPoint);
        byte[] buffer = new byte[1];
        accepted.Receive(buffer).Should().Be(1);
        accepted.Send([2]);
        ExpectMsg<Tcp.Received>().Data.ToArray().Should().Equal(2);
        accepted.Dispose();
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.PeerClosed);
    }

    [Fact]
    public void A_name_is_looked_up()
    {
        _dialer.Tell(new Tcp.Connect(new DnsEndPoint("localhost", Server.Port)));

        ExpectMsg<Tcp.Connected>().RemoteEndPoint.Should().Be(Server);
    }

    [Fact]
    public void A_connection_that_cannot_be_constructed_fails_the_connect_and_dials_nothing()
    {
        IActorRef dialer = Sys.ActorOf(DialerActor.Props(Props.Create(() => new Unconstructible())));

        EventFilter.Exception<ActorInitializationException>().ExpectOne(() => dialer.Tell(new Tcp.Connect(Server)));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<ActorInitializationException>();
        _server.Poll(0, SelectMode.SelectRead).Should().BeFalse("nothing has connected");
        Sys.NetPoll().Loop.Table.Count.Should().Be(0);
    }

    [Fact]
    public void A_refused_connect_is_answered_at_once_with_the_kernels_error()
    {
        IPEndPoint closed = Server;
        _server.Dispose();
        var connect = new Tcp.Connect(closed);

        _dialer.Tell(connect);

        var failed = ExpectMsg<Tcp.CommandFailed>();
        failed.Command.Should().BeSameAs(connect);
        failed.Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public void A_name_that_does_not_exist_is_answered_with_the_resolvers_error()
    {
        _dialer.Tell(new Tcp.Connect(new DnsEndPoint("does-not-exist.invalid", 1)));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>();
    }

    [Fact]
    public void A_name_that_the_resolver_refuses_to_look_up_is_answered_with_its_exception()
    {
        _dialer.Tell(new Tcp.Connect(new DnsEndPoint("0.0.0.0", 1)));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<ArgumentException>();
    }

    [Fact]
    public void An_attempt_that_throws_is_logged_and_answered_at_once_with_what_it_threw()
    {
        IPAddress[] none = null!; // Which no resolver of the system answers.

        EventFilter.Exception<ArgumentNullException>().ExpectOne(() =>
            _dialer.Tell(new Tcp.Connect(new DnsEndPoint("a.example", 1)) { Resolve = (_, _) => Task.FromResult(none) }));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<ArgumentNullException>();
        _dialer.Tell(new Tcp.Connect(Server));
        ExpectMsg<Tcp.Connected>();
    }

    public static TheoryData<object> Ends => new() { Kill.Instance, PoisonPill.Instance };

    [Theory]
    [MemberData(nameof(Ends))]
    public void An_attempt_whose_actor_is_stopped_is_answered_at_once(object end)
    {
        _dialer.Tell(new Tcp.Connect(new DnsEndPoint("a.example", 1)) { Resolve = NeverResolve });
        ExpectMsg("looking up");

        Sys.ActorSelection(_dialer.Path / "*").Tell(end);

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().NotBeOfType<TimeoutException>();

        Task<IPAddress[]> NeverResolve(string host, CancellationToken cancellation)
        {
            TestActor.Tell("looking up");
            return new TaskCompletionSource<IPAddress[]>().Task;
        }
    }

    [Fact]
    public void A_connect_that_gets_no_answer_ends_with_its_timeout()
    {
        using var full = new FullListener();

        _dialer.Tell(new Tcp.Connect(full.Address) { Timeout = TimeSpan.FromMilliseconds(100) });

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<TimeoutException>();
    }

    // To all of a network (127.255.255.255) the kernel connects nothing; no socket listens on the other address.
    [Theory]
    [InlineData(SocketError.ConnectionRefused, "127.0.0.3", "127.255.255.255")]
    [InlineData(SocketError.NetworkUnreachable, "127.255.255.255", "127.0.0.3")]
    public void A_names_addresses_are_tried_in_order_and_the_first_error_is_told(SocketError error, params string[] addresses)
    {
        _dialer.Tell(Named(Server.Port, [.. addresses, "127.0.0.1"]));
        ExpectMsg<Tcp.Connected>().RemoteEndPoint.Should().Be(Server);

        _dialer.Tell(Named(Server.Port, addresses));
        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(error);
    }

    [Fact]
    public void An_address_that_does_not_answer_leaves_time_for_the_next()
    {
        using var silent = new FullListener();
        using var server = new TcpListener(IPAddress.Parse("127.0.0.2"), silent.Address.Port);
        server.Start();

        _dialer.Tell(Named(silent.Address.Port, "127.0.0.1", "127.0.0.2") with { Timeout = TimeSpan.FromSeconds(4) });

        ExpectMsg<Tcp.Connected>().RemoteEndPoint.Should().Be(server.LocalEndpoint);
    }

    [Fact]
    public void The_local_address_is_the_one_asked_for()
    {
        _dialer.Tell(new Tcp.Connect(Server) { LocalEndPoint = new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0) });

        ((IPEndPoint)ExpectMsg<Tcp.Connected>().LocalEndPoint).Address.Should().Be(IPAddress.Parse("127.0.0.2"));
    }

    [Fact]
    public void A_local_address_that_is_not_ours_is_answered_with_the_kernels_error()
    {
        _dialer.Tell(new Tcp.Connect(Server) { LocalEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0) });

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.AddressNotAvailable);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        _dialer.Tell(new Tcp.Connect(Server) { Options = new ConnectionOptions { LowWatermark = 2, HighWatermark = 1 } });

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<ConfigurationException>().Which.Message.Should().Contain("watermark");
    }

    [Fact]
    public void A_subclass_runs_for_each_connection_and_the_actor_that_asked_is_told_too()
    {
        IActorRef dialer = Sys.ActorOf(DialerActor.Props(Props.Create(() => new Greeter())));

        dialer.Tell(new Tcp.Connect(Server));
        using Socket accepted = _server.Accept();
        byte[] buffer = new byte[1];

        accepted.Receive(buffer).Should().Be(1);
        ExpectMsg<Tcp.Connected>();
        LastSender.Tell(Write(2));
        accepted.Receive(buffer).Should().Be(1);
        buffer[0].Should().Be(2);
    }

    [Fact]
    public void A_dialer_that_stops_answers_what_it_has_not_connected_yet()
    {
        using var full = new FullListener();
        _dialer.Tell(new Tcp.Connect(full.Address));
        _dialer.Tell(new Tcp.Connect(Server));
        ExpectMsg<Tcp.Connected>();

        Sys.Stop(_dialer);

        FishForMessage(message => message is Tcp.CommandFailed);
    }

    [Fact]
    public void Stopping_the_dialer_resets_its_connections()
    {
        _dialer.Tell(new Tcp.Connect(Server));
        using Socket accepted = _server.Accept();
        ExpectMsg<Tcp.Connected>();

        Sys.Stop(_dialer);

        FluentActions.Invoking(() => accepted.Receive(new byte[1])).Should().Throw<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void A_family_that_is_silent_does_not_keep_the_other_one_waiting()
    {
        using var silent = new FullListener();
        int port = silent.Address.Port;
        using var six = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        six.Bind(new IPEndPoint(IPAddress.IPv6Loopback, port));
        six.Listen();

        _dialer.Tell(Named(port, "127.0.0.1", "::1") with { Timeout = Eventually.Limit });

        ExpectMsg<Tcp.Connected>().RemoteEndPoint.Should().Be(six.LocalEndPoint);
        Eventually.Equal(1, () => Sys.NetPoll().Loop.Table.Count);
    }

    [Fact]
    public void A_connect_that_is_closed_while_it_dials_is_answered_once_and_leaves_nothing()
    {
        using var full = new FullListener();
        _dialer.Tell(new Tcp.Connect(full.Address));
        Eventually.Equal(1, () => Sys.NetPoll().Loop.Table.Count);

        Sys.ActorSelection(_dialer.Path / "*").Tell(Tcp.Close.Instance, TestActor);

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<OperationCanceledException>();
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed, "that is told to the actor that has asked for it");
        Eventually.Equal(0, () => Sys.NetPoll().Loop.Table.Count);
        _dialer.Tell(new Tcp.Connect(Server));
        ExpectMsg<Tcp.Connected>();
    }

    private static Tcp.Connect Named(int port, params string[] addresses) =>
        new(new DnsEndPoint("some.name", port)) { Resolve = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()) };

    protected override void AfterAll()
    {
        _server.Dispose();
        base.AfterAll();
    }

    private sealed class Greeter : ConnectionActor
    {
        protected override void OnConnected() => Send([1]);

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }

    private sealed class Unconstructible : ConnectionActor
    {
        public Unconstructible() => throw new InvalidOperationException("never");

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }
}
