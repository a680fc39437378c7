using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What a datagram socket's actor makes of each command before it is opened, while it is open, and when it ends.</summary>
public sealed class DatagramStatesSpec : NetPollTestKit
{
    private static readonly IPEndPoint Any = new(IPAddress.Loopback, 0);

    [Fact]
    public void Before_it_is_opened_commands_are_refused_and_it_can_be_opened_afterwards()
    {
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());

        foreach (Udp.Command command in new Udp.Command[] { new Udp.Send(new byte[1], Any), Udp.SuspendReading.Instance, Udp.ResumeReading.Instance })
        {
            socket.Tell(command, TestActor);
            var failed = ExpectMsg<Udp.CommandFailed>();
            failed.Command.Should().BeSameAs(command);
            failed.Cause.Message.Should().Be("the socket is not open");
        }

        socket.Tell(new Udp.Bind(Any), TestActor);
        ExpectMsg<Udp.Bound>();
    }

    [Fact]
    public void Opened_it_refuses_to_be_opened_again_and_goes_on()
    {
        (IActorRef socket, IPEndPoint own) = Bind();

        foreach (Udp.Command command in new Udp.Command[] { new Udp.Bind(Any), new Udp.Connect(own), new Udp.Connect(new DnsEndPoint("localhost", 9)) })
        {
            socket.Tell(command, TestActor);
            var failed = ExpectMsg<Udp.CommandFailed>();
            failed.Command.Should().BeSameAs(command);
            failed.Cause.Message.Should().Be("the socket is open already");
        }

        socket.Tell(new Udp.Send(new byte[] { 1 }, own), TestActor);
        ExpectMsg<Udp.Received>().Data.ToArray().Should().Equal(1);
    }

    [Fact]
    public void Unbind_before_it_is_opened_is_answered_once_and_stops_the_actor()
    {
        IActorRef socket = Watch(Sys.ActorOf(DatagramActor.Props()));

        socket.Tell(Udp.Unbind.Instance, TestActor);

        ExpectMsg<Udp.Unbound>().Cause.Should().BeNull();
        ExpectTerminated(socket);
    }

    [Fact]
    public void Unbind_from_its_handler_is_answered_once()
    {
        (IActorRef socket, _) = Bind();

        socket.Tell(Udp.Unbind.Instance, TestActor);

        ExpectMsg<Udp.Unbound>();
        ExpectNothingMore(this, from: socket);
        Eventually.Equal(0, () => Sys.NetPoll().Loop.Table.Count);
    }

    [Fact]
    public void Unbind_sends_first_what_was_to_be_sent()
    {
        (IActorRef socket, _) = Bind();
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        peer.Bind(Any);
        TestProbe sender = CreateTestProbe();

        for (int i = 0; i < 10; i++) socket.Tell(new Udp.Send(new[] { (byte)i }, peer.LocalEndPoint!, i), sender.Ref);
        socket.Tell(Udp.Unbind.Instance, TestActor);

        for (int i = 0; i < 10; i++) sender.ExpectMsg(i);
        byte[] buffer = new byte[2];
        for (int i = 0; i < 10; i++)
        {
            peer.Receive(buffer).Should().Be(1);
            buffer[0].Should().Be((byte)i);
        }
    }

    [Fact]
    public void Only_a_send_with_an_acknowledgement_is_answered()
    {
        (IActorRef socket, IPEndPoint own) = Bind();
        TestProbe sender = CreateTestProbe();

        socket.Tell(new Udp.Send(new byte[] { 1 }, own), sender.Ref);
        socket.Tell(new Udp.Send(new byte[] { 2 }, own, "sent"), sender.Ref);

        sender.ExpectMsg("sent");
        ExpectMsg<Udp.Received>().Data.ToArray().Should().Equal(1);
        ExpectMsg<Udp.Received>().Data.ToArray().Should().Equal(2);
        ExpectNothingMore(sender);
    }

    [Fact]
    public void What_it_does_not_know_is_unhandled_in_each_state()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());

        socket.Tell("what?");
        ExpectMsg<UnhandledMessage>().Message.Should().Be("what?");
        socket.Tell(new Udp.Bind(Any), TestActor);
        ExpectMsg<Udp.Bound>();
        socket.Tell("and now?");

        ExpectMsg<UnhandledMessage>().Message.Should().Be("and now?");
    }

    [Fact]
    public void A_datagram_to_an_address_that_is_none_of_UDP_fails_alone()
    {
        (IActorRef socket, IPEndPoint own) = Bind();

        socket.Tell(new Udp.Send(new byte[1], new UnixDomainSocketEndPoint("/nowhere")), TestActor);
        ExpectMsg<Udp.CommandFailed>().Cause.Should().BeOfType<ArgumentException>();
        socket.Tell(new Udp.Connect(new UnixDomainSocketEndPoint("/nowhere")), TestActor);
        ExpectMsg<Udp.CommandFailed>().Cause.Should().BeOfType<InvalidOperationException>();

        IActorRef other = Sys.ActorOf(DatagramActor.Props());
        other.Tell(new Udp.Connect(new UnixDomainSocketEndPoint("/nowhere")), TestActor);
        ExpectMsg<Udp.CommandFailed>().Cause.Should().BeOfType<ArgumentException>();
        socket.Tell(new Udp.Send(new byte[] { 1 }, own), TestActor);
        ExpectMsg<Udp.Received>();
    }

    [Fact]
    public void A_connected_socket_refuses_an_address_and_one_that_is_not_connected_refuses_none()
    {
        (IActorRef bound, IPEndPoint own) = Bind();
        IActorRef connected = Sys.ActorOf(DatagramActor.Props());
        connected.Tell(new Udp.Connect(own), TestActor);
        ExpectMsg<Udp.Connected>().RemoteEndPoint.Should().Be(own);

        foreach (EndPoint address in new EndPoint[] { own, new DnsEndPoint("localhost", own.Port) })
        {
            connected.Tell(new Udp.Send(new byte[1], address), TestActor);
            ExpectMsg<Udp.CommandFailed>().Cause.Message.Should().Contain("is connected");
        }

        bound.Tell(new Udp.Send(new byte[1]), TestActor);
        ExpectMsg<Udp.CommandFailed>().Cause.Message.Should().Contain("not connected");
    }

    [Fact]
    public void A_datagram_that_just_fits_the_limit_is_taken_and_room_is_made_by_what_is_sent()
    {
        (IActorRef socket, IPEndPoint own) = Bind(new DatagramOptions { SendLimit = 1000 });

        for (int i = 0; i < 5; i++)
        {
            socket.Tell(new Udp.Send(new byte[1000], own, i), TestActor);
            FishForMessage(message => i.Equals(message));
            socket.Tell(new Udp.Send(new byte[1001], own, i), TestActor);
            FishForMessage(message => message is Udp.CommandFailed { Cause: IOException });
        }
    }

    [Fact]
    public void Stopped_it_closes_its_socket_and_tells_its_handler()
    {
        (IActorRef socket, IPEndPoint own) = Bind();

        Sys.Stop(socket);

        ExpectMsg<Udp.Unbound>();
        ExpectNothingMore(this, from: socket);
        Bind(local: own);
    }

    private (IActorRef Socket, IPEndPoint Address) Bind(DatagramOptions? options = null, IPEndPoint? local = null)
    {
        IActorRef socket = Sys.ActorOf(DatagramActor.Props(options));
        socket.Tell(new Udp.Bind(local ?? Any), TestActor);
        return (socket, ExpectMsg<Udp.Bound>().LocalEndPoint);
    }
}
