using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Binding, accepting and unbinding.</summary>
public class ListenerSpec(string hocon = "") : ConnectionsTestKit(hocon)
{
    [Fact]
    public void The_parent_is_told_Bound_and_Connected()
    {
        IActorRef parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor, 0)));

        var bound = (IPEndPoint)ExpectMsg<Tcp.Bound>().LocalEndPoint;
        using var client = new TestClient(new IPEndPoint(IPAddress.Loopback, bound.Port));
        var connected = ExpectMsg<Tcp.Connected>();

        bound.Port.Should().BePositive();
        ((IPEndPoint)connected.RemoteEndPoint).Port.Should().Be(((IPEndPoint)client.Socket.LocalEndPoint!).Port);
        ((IPEndPoint)connected.LocalEndPoint).Port.Should().Be(bound.Port);
        Sys.Stop(parent);
    }

    [Fact]
    public void The_parent_is_told_that_its_port_is_taken()
    {
        Listen();

        Sys.ActorOf(Props.Create(() => new Parent(TestActor, Address.Port)));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.AddressAlreadyInUse);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void What_is_no_port_is_refused_at_once(int port) =>
        FluentActions.Invoking(() => ListenerActor.Props(port)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*port*");

    [Fact]
    public void A_port_alone_is_every_address_of_both_families()
    {
        Listen(ListenerActor.Props(0, ToTest()));

        using var v4 = new TestClient(new IPEndPoint(IPAddress.Loopback, Address.Port));
        var fromV4 = ExpectMsg<Tcp.Connected>();
        using var v6 = new TestClient(new IPEndPoint(IPAddress.IPv6Loopback, Address.Port));
        var fromV6 = ExpectMsg<Tcp.Connected>();

        Address.Address.Should().Be(IPAddress.IPv6Any);
        fromV4.Should().Be(new Tcp.Connected(v4.Socket.LocalEndPoint!, v4.Socket.RemoteEndPoint!), "IPv4 is not shown mapped into IPv6");
        fromV6.Should().Be(new Tcp.Connected(v6.Socket.LocalEndPoint!, v6.Socket.RemoteEndPoint!));
    }

    [Fact]
    public void A_taken_port_is_answered_with_the_kernels_error_and_the_listener_stops()
    {
        Listen();

        IActorRef second = Watch(Sys.ActorOf(ListenerActor.Props(Address, ToTest())));

        var failed = ExpectMsg<Tcp.CommandFailed>();
        failed.Command.Should().BeOfType<Tcp.Bind>().Which.LocalEndPoint.Should().Be(Address);
        failed.Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.AddressAlreadyInUse);
        ExpectTerminated(second);
    }

    [Fact]
    public void A_failure_that_no_parent_hears_of_is_logged_as_an_error()
    {
        Listen();

        EventFilter.Error(contains: $"Cannot listen on {Address}: Address already in use").ExpectOne(
            () => Sys.ActorOf(ListenerActor.Props(Address)));
    }

    [Fact]
    public void Options_that_make_no_sense_are_answered_and_the_listener_stops()
    {
        var options = new ListenOptions { Connection = new ConnectionOptions { HighWatermark = 5, LowWatermark = 6 } };

        IActorRef listener = Watch(Sys.ActorOf(ListenerActor.Props(AnyPort, ToTest(options))));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<ConfigurationException>().Which.Message.Should().Contain("high-watermark (5)");
        ExpectTerminated(listener);
    }

    [Fact]
    public void A_negative_backlog_or_reserve_is_answered_as_such()
    {
        Sys.ActorOf(ListenerActor.Props(AnyPort, ToTest(new ListenOptions { Backlog = -1 })));
        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<ConfigurationException>().Which.Message.Should().StartWith("akka.netpoll.listener.backlog is '-1'");

        Sys.ActorOf(ListenerActor.Props(AnyPort, ToTest(new ListenOptions { DescriptorReserve = -1 })));
        ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Be("akka.netpoll.listener.descriptor-reserve is '-1', and should be a whole number, at least 0");
    }

    [Fact]
    public void An_address_that_is_not_ours_is_answered_with_the_kernels_error()
    {
        Sys.ActorOf(ListenerActor.Props(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0), ToTest()));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.AddressNotAvailable);
    }

    [Fact]
    public void An_address_can_be_bound_again_at_once_after_Unbind()
    {
        Listen();
        (TestClient client, IActorRef connection) = Accept();
        connection.Tell(Tcp.Close.Instance); // Ours is the end that stays in TIME_WAIT.
        ExpectMsg<Tcp.Closed>();
        client.ReceiveToEnd();
        Listener.Tell(Tcp.Unbind.Instance);
        ExpectMsg<Tcp.Unbound>();

        IPEndPoint same = Address;
        Listen(ListenerActor.Props(same, ToTest()));

        Address.Should().Be(same);
    }

    [Fact]
    public void Unbind_leaves_connections_alive_and_the_listener_goes_with_the_last()
    {
        Listen();
        var (client, connection, handler) = Open();
        Watch(Listener);

        Listener.Tell(Tcp.Unbind.Instance);
        ExpectMsg<Tcp.Unbound>();
        client.Send(1);
        Receive(handler, 1);
        connection.Tell(Write(2));
        client.Receive(1).Should().Equal(2);
        FluentActions.Invoking(() => new TestClient(Address)).Should().Throw<SocketException>();

        client.Dispose();
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.PeerClosed);
        ExpectTerminated(Listener);
    }

    [Fact]
    public void Stopping_the_listener_resets_its_connections_and_each_handler_is_told_once()
    {
        Listen();
        var (client, _, handler) = Open();
        client.Send(1);
        Receive(handler, 1);

        Sys.Stop(Listener);

        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted);
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
        ExpectNothingMore(handler, from: Listener);
    }

    [Fact]
    public void In_pull_mode_so_many_are_accepted_as_were_asked_for()
    {
        int accepted = 0;
        Listen(new ListenOptions { PullMode = true, TryAccept = Accept });
        for (int i = 0; i < 5; i++) Connect();

        Listener.Tell(new Tcp.ResumeAccepting(2));

        ExpectMsg<Tcp.Connected>();
        ExpectMsg<Tcp.Connected>();
        // The listener has handled everything before it answers this.
        Listener.Tell(Tcp.Unbind.Instance);
        ExpectMsg<Tcp.Unbound>();
        accepted.Should().Be(2);

        SocketError Accept(Socket listener, out Socket? socket)
        {
            SocketError error = listener.TryAccept(out socket);
            if (error == SocketError.Success) accepted++;
            return error;
        }
    }

    [Fact]
    public void More_clients_than_one_turn_takes_are_all_accepted()
    {
        Listen(new ListenOptions { AcceptsPerTurn = 1 });

        for (int i = 0; i < 10; i++) Connect();

        for (int i = 0; i < 10; i++) ExpectMsg<Tcp.Connected>();
    }

    [Fact]
    public void Out_of_descriptors_it_asks_again_though_no_edge_comes()
    {
        var accept = new FailingAccept(SocketError.TooManyOpenSockets, times: 3);
        Listen(new ListenOptions { TryAccept = accept.TryAccept });

        Connect();

        ExpectMsg<Tcp.Connected>();
        accept.Failures.Should().Be(3);
    }

    [Fact]
    public void A_connection_that_went_away_while_queued_does_not_hinder_the_next()
    {
        var accept = new FailingAccept(SocketError.ConnectionAborted, times: 2);
        Listen(new ListenOptions { TryAccept = accept.TryAccept });

        Connect();

        ExpectMsg<Tcp.Connected>();
        accept.Failures.Should().Be(2);
    }

    [Fact]
    public void Control_sees_the_socket_before_it_is_bound()
    {
        EndPoint? atControl = AnyPort;

        Listen(new ListenOptions { Control = socket => atControl = socket.LocalEndPoint });

        atControl.Should().BeNull();
    }

    [Fact]
    public void A_Control_that_throws_is_answered_with_its_exception()
    {
        Sys.ActorOf(ListenerActor.Props(AnyPort, ToTest(new ListenOptions { Control = _ => throw new NotSupportedException("no") })));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<NotSupportedException>();
    }

    [Fact]
    public void A_name_is_refused_at_once() =>
        FluentActions.Invoking(() => ListenerActor.Props(new DnsEndPoint("localhost", 0)))
            .Should().Throw<ArgumentException>().WithMessage("*localhost is a name*");

    [Fact]
    public void Props_of_something_else_than_a_connection_are_refused_at_once() =>
        FluentActions.Invoking(() => ListenerActor.Props(0, Props.Create(() => new Parent(TestActor, 0))))
            .Should().Throw<ArgumentException>().WithMessage("*Parent*");

    [Fact]
    public void A_connection_that_cannot_be_constructed_closes_its_socket()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Unconstructible()), ToTest()));

        EventFilter.Exception<ActorInitializationException>().ExpectOne(() => Connect().ReceiveError());
        EventFilter.Exception<ActorInitializationException>().ExpectOne(() => Connect().ReceiveError());
    }

    [Fact]
    public void A_connection_that_stops_itself_before_it_has_its_socket_closes_it()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Stopping()), ToTest()));

        Connect().ReceiveToEnd().Should().Be(0);
    }

    // As it is used most simply.
    private sealed class Parent : UntypedActor
    {
        private readonly IActorRef _test;

        public Parent(IActorRef test, int port)
        {
            _test = test;
            Context.ActorOf(ListenerActor.Props(port));
        }

        protected override void OnReceive(object message) => _test.Forward(message);
    }

    private sealed class Stopping : ConnectionActor
    {
        protected override void PreStart() => Context.Stop(Self);

        protected override SequencePosition OnReceived(System.Buffers.ReadOnlySequence<byte> data) => data.End;
    }

    private sealed class Unconstructible : ConnectionActor
    {
        public Unconstructible() => throw new InvalidOperationException("never");

        protected override SequencePosition OnReceived(System.Buffers.ReadOnlySequence<byte> data) => data.End;
    }
}
