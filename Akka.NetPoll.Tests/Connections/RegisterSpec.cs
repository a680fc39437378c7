using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What comes before Register waits for it, whether a factory made the handler or not; what was said before it is remembered.</summary>
public sealed class RegisterSpec : ConnectionsTestKit
{
    private static readonly byte[] Hello = "hello\n"u8.ToArray();

    public static TheoryData<bool> BothWays => [true, false];

    [Fact]
    public void An_echo_from_a_factory_answers_every_client_that_sends_and_closes_its_direction_at_once()
    {
        Listen(ListenerActor.Props(AnyPort, _ => Props.Create<Readme>(), ToTest()));

        for (int i = 0; i < 200; i++)
        {
            using var client = new TestClient(Address);
            client.Send(Hello);
            client.Socket.Shutdown(SocketShutdown.Send);

            client.Receive(Hello.Length).Should().Equal(Hello);
            client.ReceiveToEnd().Should().Be(0);
        }
    }

    [Theory]
    [MemberData(nameof(BothWays))]
    public void Bytes_and_the_end_behind_them_wait_for_Register(bool factory)
    {
        var (client, connection, handler) = Begin(factory);
        client.Send(Hello);
        client.Socket.Shutdown(SocketShutdown.Send);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        connection.Tell(new Tcp.Register(handler, KeepOpenOnPeerClosed: true));

        Receive(this, Hello.Length).Should().Equal(Hello);
        ExpectMsg<Tcp.PeerClosed>();
        connection.Tell(Write(1));
        client.Receive(1).Should().Equal(1);
    }

    [Theory]
    [MemberData(nameof(BothWays))]
    public void The_peers_reset_waits_for_Register_and_is_told_then(bool factory)
    {
        var (client, connection, handler) = Begin(factory);
        client.Reset();
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        connection.Tell(new Tcp.Register(handler));

        ExpectReset();
    }

    [Theory]
    [MemberData(nameof(BothWays))]
    public void Bytes_that_came_before_the_peers_reset_are_told_before_it(bool factory)
    {
        var (client, connection, handler) = Begin(factory);
        client.Send(Hello);
        client.Socket.Shutdown(SocketShutdown.Send);
        client.Reset();
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        connection.Tell(new Tcp.Register(handler, KeepOpenOnPeerClosed: true));

        Receive(this, Hello.Length).Should().Equal(Hello);
        FishForMessage(message => message is Tcp.Closed { Reason: CloseReason.Error });
    }

    [Theory]
    [MemberData(nameof(BothWays))]
    public void ResumeReading_before_Register_reads_nothing_before_it(bool factory)
    {
        var (client, connection, handler) = Begin(factory);
        client.Send(1);

        connection.Tell(Tcp.ResumeReading.Instance);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        connection.Tell(new Tcp.Register(handler));

        Receive(this, 1).Should().Equal(1);
    }

    [Theory]
    [MemberData(nameof(BothWays))]
    public void SuspendReading_before_Register_holds_after_it(bool factory)
    {
        var (client, connection, handler) = Begin(factory);
        client.Send(1);

        connection.Tell(Tcp.ResumeReading.Instance);
        connection.Tell(Tcp.SuspendReading.Instance);
        connection.Tell(new Tcp.Register(handler));
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        connection.Tell(Tcp.ResumeReading.Instance);

        Receive(this, 1).Should().Equal(1);
    }

    [Theory]
    [MemberData(nameof(BothWays))]
    public void In_pull_mode_what_was_asked_for_before_Register_comes_after_it(bool factory)
    {
        var (client, connection, handler) = Begin(factory, new ConnectionOptions { PullMode = true });
        client.Send(1);

        connection.Tell(Tcp.ResumeReading.Instance);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        connection.Tell(new Tcp.Register(handler));

        Receive(this, 1).Should().Equal(1);
        client.Send(2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Theory]
    [MemberData(nameof(BothWays))]
    public void Without_Register_the_connection_is_reset_and_that_is_told(bool factory)
    {
        var (client, _, _) = Begin(factory, new ConnectionOptions { RegisterTimeout = TimeSpan.FromMilliseconds(50) });

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.RegisterTimeout);
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Theory]
    [MemberData(nameof(BothWays))]
    public void A_Close_before_Register_flushes_and_has_its_own_time_for_it(bool factory)
    {
        const int much = 12 << 20;
        var (client, connection, _) = Begin(factory, new ConnectionOptions { RegisterTimeout = TimeSpan.FromSeconds(1) });

        connection.Tell(new Tcp.Write(new byte[much]));
        connection.Tell(Tcp.Close.Instance);
        ExpectNoMsg(TimeSpan.FromMilliseconds(1200));

        client.ReceiveToEnd().Should().Be(much);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
    }

    // As in Akka.IO: the actor that is told Connected counts as the handler then.
    [Theory]
    [MemberData(nameof(BothWays))]
    public void After_a_ConfirmedClose_before_Register_what_still_comes_is_told_to_the_actor_that_was_told_Connected(bool factory)
    {
        var (client, connection, handler) = Begin(factory, new ConnectionOptions { RegisterTimeout = TimeSpan.FromSeconds(1) });

        connection.Tell(Tcp.ConfirmedClose.Instance, handler);
        client.ReceiveToEnd().Should().Be(0);
        ExpectNoMsg(TimeSpan.FromMilliseconds(1200));
        client.Send(1, 2);
        client.Socket.Shutdown(SocketShutdown.Send);

        Receive(this, 2).Should().Equal(1, 2);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.ConfirmedClosed);
    }

    [Fact]
    public void A_dialed_connections_handler_from_a_factory_is_waited_for_too()
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(AnyPort);
        server.Listen();
        Sys.ActorOf(DialerActor.Props(RelayingHandler.Factory(TestActor))).Tell(new Tcp.Connect(server.LocalEndPoint!), CreateTestProbe().Ref);
        using Socket accepted = server.Accept();
        IActorRef connection = ExpectMsg<RelayingHandler.Made>().Connection;
        IActorRef handler = LastSender;
        accepted.Send([1]);
        accepted.Shutdown(SocketShutdown.Send);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        connection.Tell(new Tcp.Register(handler));

        Receive(this, 1).Should().Equal(1);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.PeerClosed);
    }

    // A client, its connection, and the handler to register; all that is told comes to the test.
    private (TestClient Client, IActorRef Connection, IActorRef Handler) Begin(bool factory, ConnectionOptions? options = null)
    {
        ListenOptions listen = ToTest(new ListenOptions { Connection = options ?? new ConnectionOptions() });
        Listen(factory ? ListenerActor.Props(AnyPort, RelayingHandler.Factory(TestActor), listen) : ListenerActor.Props(AnyPort, listen));
        TestClient client = Connect();
        if (factory) return (client, ExpectMsg<RelayingHandler.Made>().Connection, LastSender);
        ExpectMsg<Tcp.Connected>();
        return (client, LastSender, TestActor);
    }

    private void ExpectReset()
    {
        var closed = ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    // As README has it, but for what it prints.
    private sealed class Readme : ReceiveActor
    {
        public Readme()
        {
            Receive<Tcp.Connected>(_ => Sender.Tell(new Tcp.Register(Self, KeepOpenOnPeerClosed: true)));
            Receive<Tcp.Received>(received => Sender.Tell(new Tcp.Write(received.Data)));
            Receive<Tcp.PeerClosed>(_ => Sender.Tell(Tcp.Close.Instance));
            Receive<Tcp.Closed>(_ => { });
        }
    }
}
