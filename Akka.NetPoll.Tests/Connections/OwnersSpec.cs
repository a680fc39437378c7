using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What happens when the actor that a listener or a connection belongs to stops, and what it may say before it registers.</summary>
public sealed class OwnersSpec : ConnectionsTestKit
{
    [Fact]
    public void A_listener_whose_commander_stops_gives_its_port_back_and_leaves_its_connections_alone()
    {
        TestProbe commander = CreateTestProbe();
        IActorRef listener = Watch(Sys.ActorOf(ListenerActor.Props(AnyPort, new ListenOptions { Commander = commander.Ref })));
        System.Net.EndPoint address = commander.ExpectMsg<Tcp.Bound>().LocalEndPoint;
        using var client = new TestClient(address);
        commander.ExpectMsg<Tcp.Connected>();
        IActorRef connection = commander.LastSender;
        TestProbe handler = CreateTestProbe();
        connection.Tell(new Tcp.Register(handler.Ref));
        client.Send(1);
        Receive(handler, 1);

        Sys.Stop(commander.Ref);

        Eventually.True(() => IsFree(address));
        connection.Tell(Write(5));
        client.Receive(1).Should().Equal(5);
        connection.Tell(Tcp.Close.Instance, handler.Ref);
        ExpectTerminated(listener);
    }

    [Fact]
    public void A_connection_whose_commander_stops_before_Register_is_reset()
    {
        TestProbe commander = CreateTestProbe();
        Sys.ActorOf(ListenerActor.Props(AnyPort, new ListenOptions { Commander = commander.Ref, Connection = NoTimeouts }));
        using var client = new TestClient(commander.ExpectMsg<Tcp.Bound>().LocalEndPoint);
        commander.ExpectMsg<Tcp.Connected>();
        Watch(commander.LastSender);

        Sys.Stop(commander.Ref);

        ExpectTerminated(commander.LastSender);
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void A_dialed_connection_whose_commander_stops_before_Register_is_reset()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(AnyPort);
        listener.Listen();
        TestProbe commander = CreateTestProbe();
        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(listener.LocalEndPoint!) { Options = NoTimeouts }, commander.Ref);
        using Socket accepted = listener.Accept();
        commander.ExpectMsg<Tcp.Connected>();
        Watch(commander.LastSender);

        Sys.Stop(commander.Ref);

        ExpectTerminated(commander.LastSender);
        FluentActions.Invoking(() => accepted.Receive(new byte[1])).Should().Throw<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_commander_that_has_had_another_registered_may_stop(bool registersItself)
    {
        TestProbe commander = CreateTestProbe();
        Sys.ActorOf(ListenerActor.Props(AnyPort, new ListenOptions { Commander = commander.Ref }));
        using var client = new TestClient(commander.ExpectMsg<Tcp.Bound>().LocalEndPoint);
        commander.ExpectMsg<Tcp.Connected>();
        IActorRef connection = commander.LastSender;
        TestProbe handler = registersItself ? commander : CreateTestProbe();
        connection.Tell(new Tcp.Register(handler.Ref));
        client.Send(1);
        Receive(handler, 1);

        Sys.Stop(commander.Ref);

        if (registersItself)
        {
            client.ReceiveError().Should().Be(SocketError.ConnectionReset);
            return;
        }

        client.Send(2);
        Receive(handler, 1).Should().Equal(2);
    }

    [Fact]
    public void Suspended_before_Register_it_reads_nothing_until_it_is_resumed()
    {
        Listen();
        (TestClient client, IActorRef connection) = Accept();
        client.Send(1);

        connection.Tell(Tcp.ResumeReading.Instance);
        connection.Tell(Tcp.SuspendReading.Instance);
        connection.Tell(new Tcp.Register(TestActor));
        connection.Tell(new Tcp.Write(ReadOnlyMemory<byte>.Empty, "registered"), TestActor);
        ExpectMsg("registered");
        connection.Tell(new Tcp.Write(ReadOnlyMemory<byte>.Empty, "still"), TestActor);
        ExpectMsg("still");
        connection.Tell(Tcp.ResumeReading.Instance);

        ExpectMsg<Tcp.Received>().Data.ToArray().Should().Equal(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ResumeReading_before_Register_counts_and_reads_nothing_yet(bool pullMode)
    {
        Listen(new ListenOptions { Connection = new ConnectionOptions { PullMode = pullMode } });
        (TestClient client, IActorRef connection) = Accept();
        client.Send(1);

        connection.Tell(Tcp.ResumeReading.Instance);
        connection.Tell(new Tcp.Write(ReadOnlyMemory<byte>.Empty, "lives"), TestActor);
        ExpectMsg("lives");
        connection.Tell(new Tcp.Register(TestActor));

        ExpectMsg<Tcp.Received>().Data.ToArray().Should().Equal(1);
    }

    [Fact]
    public void A_reset_before_Register_is_told_after_it()
    {
        Listen();
        (TestClient client, IActorRef connection) = Accept();
        client.Send(1);
        client.Reset();
        connection.Tell(new Tcp.Write(ReadOnlyMemory<byte>.Empty, "lives"), TestActor);
        ExpectMsg("lives");

        TestProbe handler = CreateTestProbe();
        connection.Tell(new Tcp.Register(handler.Ref));

        object first = handler.ExpectMsg<Tcp.Event>();
        if (first is Tcp.Received) first = handler.ExpectMsg<Tcp.Closed>();
        first.Should().BeOfType<Tcp.Closed>().Which.Reason.Should().Be(CloseReason.Error);
    }

    private static ConnectionOptions NoTimeouts => new() { RegisterTimeout = TimeSpan.Zero };

    private static bool IsFree(System.Net.EndPoint address)
    {
        try
        {
            using var client = new TestClient(address);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
