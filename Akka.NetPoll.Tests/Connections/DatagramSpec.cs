using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>UDP through an actor.</summary>
public class DatagramSpec(string hocon = "") : NetPollTestKit($"akka.netpoll.datagram {{ send-limit = 128 KiB, batch = 8 }}\n{hocon}")
{
    private static readonly IPEndPoint Any = new(IPAddress.Loopback, 0);

    [Fact]
    public void Datagrams_arrive_whole_with_their_senders_address()
    {
        var (a, addressOfA, probeOfA) = Bind();
        var (_, addressOfB, probeOfB) = Bind();

        a.Tell(new Udp.Send(new byte[1200], addressOfB, "sent"), probeOfA.Ref);
        a.Tell(new Udp.Send(ReadOnlyMemory<byte>.Empty, addressOfB), probeOfA.Ref);

        probeOfA.ExpectMsg("sent");
        var received = probeOfB.ExpectMsg<Udp.Received>();
        received.Data.Length.Should().Be(1200);
        received.From.Should().Be(addressOfA);
        received.IsTruncated.Should().BeFalse();
        probeOfB.ExpectMsg<Udp.Received>().Data.Length.Should().Be(0);
    }

    [Fact]
    public void A_datagram_longer_than_receive_size_says_that_it_was_cut()
    {
        var (socket, _, probe) = Bind();
        var (_, target, receiver) = Bind(new DatagramOptions { ReceiveSize = 100 });

        socket.Tell(new Udp.Send(new byte[101], target), probe.Ref);
        socket.Tell(new Udp.Send(new byte[100], target), probe.Ref);

        var cut = receiver.ExpectMsg<Udp.Received>();
        (cut.Data.Length, cut.IsTruncated).Should().Be((100, true));
        receiver.ExpectMsg<Udp.Received>().IsTruncated.Should().BeFalse();
    }

    [Fact]
    public void Many_datagrams_come_in_order_in_batches_and_turns()
    {
        var (socket, _, probe) = Bind();
        var (_, target, receiver) = Bind(new DatagramOptions { Batch = 3, BatchesPerTurn = 1 });

        for (int i = 0; i < 100; i++) socket.Tell(new Udp.Send(new[] { (byte)i }, target, i), probe.Ref);

        for (int i = 0; i < 100; i++) probe.ExpectMsg(i);
        for (int i = 0; i < 100; i++) receiver.ExpectMsg<Udp.Received>().Data.Span[0].Should().Be((byte)i);
    }

    [Fact]
    public void A_name_is_looked_up_before_its_datagram_is_sent()
    {
        var (socket, _, probe) = Bind();
        var (_, target, receiver) = Bind();

        socket.Tell(new Udp.Send(new byte[] { 7 }, new DnsEndPoint("localhost", target.Port)), probe.Ref);

        receiver.ExpectMsg<Udp.Received>().Data.Span[0].Should().Be(7);
    }

    [Fact]
    public void A_name_that_the_resolver_refuses_to_look_up_fails_its_command_and_the_socket_lives_on()
    {
        var (socket, own, probe) = Bind();

        socket.Tell(new Udp.Send(new byte[] { 1 }, new DnsEndPoint("0.0.0.0", 9)), probe.Ref);
        socket.Tell(new Udp.Send(new byte[] { 2 }, own), probe.Ref);

        var events = new[] { probe.ExpectMsg<Udp.Event>(), probe.ExpectMsg<Udp.Event>() };
        events.OfType<Udp.CommandFailed>().Single().Cause.Should().BeOfType<ArgumentException>();
        events.OfType<Udp.Received>().Single().Data.Span[0].Should().Be(2);
    }

    [Fact]
    public void A_name_that_does_not_exist_fails_its_datagram_and_no_other()
    {
        var (socket, own, probe) = Bind();
        var lost = new Udp.Send(new byte[] { 1 }, new DnsEndPoint("no-such-name.invalid", 9));

        socket.Tell(lost, probe.Ref);
        socket.Tell(new Udp.Send(new byte[] { 2 }, own), probe.Ref);

        var events = new[] { probe.ExpectMsg<Udp.Event>(), probe.ExpectMsg<Udp.Event>() };
        events.OfType<Udp.Received>().Single().Data.Span[0].Should().Be(2);
        events.OfType<Udp.CommandFailed>().Single().Should().Match<Udp.CommandFailed>(failed => failed.Command == lost && failed.Cause is SocketException);
    }

    [Fact]
    public void Of_two_names_to_connect_to_the_one_found_second_is_refused()
    {
        TestProbe probe = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());
        for (int i = 0; i < 2; i++) socket.Tell(new Udp.Connect(new DnsEndPoint("localhost", 9, AddressFamily.InterNetwork)), probe.Ref);

        probe.ExpectMsg<Udp.Connected>();
        probe.ExpectMsg<Udp.CommandFailed>().Cause.Message.Should().Be("the socket is open already");
    }

    [Fact]
    public void What_waits_for_a_name_when_the_socket_closes_is_answered_too()
    {
        var (socket, _, probe) = Bind();
        TestProbe sender = CreateTestProbe();
        var send = new Udp.Send(new byte[] { 1 }, new DnsEndPoint("localhost", 9), "sent");

        for (int i = 0; i < 10; i++) socket.Tell(send, sender.Ref);
        socket.Tell(Udp.Unbind.Instance, probe.Ref);

        // Sent, if it was found so fast.
        for (int i = 0; i < 10; i++) (sender.ExpectMsg<object>() is "sent" or Udp.CommandFailed { Cause: ObjectDisposedException }).Should().BeTrue();
    }

    [Fact]
    public void Suspended_it_receives_nothing_until_resumed()
    {
        var (socket, own, probe) = Bind();
        socket.Tell(Udp.SuspendReading.Instance, probe.Ref);
        for (int i = 0; i < 3; i++) socket.Tell(new Udp.Send(new[] { (byte)i }, own, i), probe.Ref);
        for (int i = 0; i < 3; i++) probe.ExpectMsg(i);

        socket.Tell(Udp.ResumeReading.Instance, probe.Ref);

        for (int i = 0; i < 3; i++) probe.ExpectMsg<Udp.Received>().Data.Span[0].Should().Be((byte)i);
    }

    [Fact]
    public void A_connected_socket_sends_from_its_own_address_and_hears_its_peer_alone()
    {
        var (server, address, serverProbe) = Bind();
        var (stranger, _, strangerProbe) = Bind();
        var local = new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0);
        var (client, connected, probe) = Connect(new Udp.Connect(new DnsEndPoint("127.0.0.1", address.Port)) { LocalEndPoint = local });

        client.Tell(new Udp.Send(new byte[] { 1 }), probe.Ref);
        IPEndPoint from = serverProbe.ExpectMsg<Udp.Received>().From;
        stranger.Tell(new Udp.Send(new byte[] { 2 }, from, "sent"), strangerProbe.Ref);
        strangerProbe.ExpectMsg("sent");
        server.Tell(new Udp.Send(new byte[] { 3 }, from), serverProbe.Ref);

        var received = probe.ExpectMsg<Udp.Received>();
        (received.Data.Span[0], received.From).Should().Be(((byte)3, address));
        connected.RemoteEndPoint.Should().Be(address);
        from.Should().Be(connected.LocalEndPoint);
        from.Address.Should().Be(local.Address);
    }

    [Fact]
    public void A_closed_port_is_reported_and_the_socket_goes_on()
    {
        var (gone, address, goneProbe) = Bind();
        var (client, _, probe) = Connect(new Udp.Connect(address));
        gone.Tell(Udp.Unbind.Instance, goneProbe.Ref);
        goneProbe.ExpectMsg<Udp.Unbound>();

        client.Tell(new Udp.Send(new byte[] { 1 }), probe.Ref);
        probe.ExpectMsg<Udp.ErrorReported>().Cause.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
        client.Tell(new Udp.Send(new byte[] { 1 }, Ack: "taken"), probe.Ref);

        probe.ExpectMsg("taken");
    }

    [Fact]
    public void What_cannot_be_sent_fails_alone_with_its_cause()
    {
        var (socket, own, probe) = Bind();

        socket.Tell(new Udp.Send(new byte[65508], own), probe.Ref);
        Failure(probe).Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.MessageSize);
        socket.Tell(new Udp.Send(new byte[1]), probe.Ref);
        Failure(probe).Should().BeOfType<InvalidOperationException>();
        socket.Tell(new Udp.Send(new byte[1], new IPEndPoint(IPAddress.IPv6Loopback, own.Port)), probe.Ref);
        Failure(probe).Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.AddressFamilyNotSupported);
        socket.Tell(new Udp.Send(new byte[(128 * 1024) + 1], own), probe.Ref);
        Failure(probe).Message.Should().Contain("send-limit");
        socket.Tell(new Udp.Send(new byte[] { 9 }, own), probe.Ref);

        probe.ExpectMsg<Udp.Received>().Data.Span[0].Should().Be(9);
    }

    [Fact]
    public void Of_empty_datagrams_no_more_wait_for_their_name_than_the_limit_is_worth()
    {
        const int Sends = 3000, Most = 128 * 1024 / 120; // send-limit, and what one that waits costs.
        using var told = new ManualResetEventSlim();
        TestProbe probe = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props(new DatagramOptions { Control = _ => told.Wait() }));
        socket.Tell(new Udp.Bind(Any), probe.Ref);

        // While it is held up in Control, all of them come into its mailbox: no name is found before the last one is handled.
        for (int i = 0; i < Sends; i++) socket.Tell(new Udp.Send(ReadOnlyMemory<byte>.Empty, new System.Net.DnsEndPoint("localhost", 9)), probe.Ref);
        told.Set();

        probe.ExpectMsg<Udp.Bound>();
        for (int i = 0; i < Sends - Most - 1; i++) Failure(probe).Message.Should().Contain("send-limit");
    }

    [Fact]
    public void A_burst_of_small_datagrams_is_sent_whole()
    {
        const int Sends = 3000; // More than may wait.
        using var told = new ManualResetEventSlim();
        TestProbe probe = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props(new DatagramOptions { Control = _ => told.Wait() }));
        socket.Tell(new Udp.Bind(Any), probe.Ref);
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(Any);

        for (int i = 0; i < Sends; i++) socket.Tell(new Udp.Send(ReadOnlyMemory<byte>.Empty, peer.LocalEndPoint!, i), probe.Ref);
        told.Set();

        probe.ExpectMsg<Udp.Bound>();
        for (int i = 0; i < Sends; i++) probe.ExpectMsg(i);
    }

    [Fact]
    public void A_taken_port_is_the_kernels_error_and_another_may_be_tried()
    {
        var (_, taken, _) = Bind();
        TestProbe probe = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());

        socket.Tell(new Udp.Bind(taken), probe.Ref);
        Failure(probe).Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.AddressAlreadyInUse);
        socket.Tell(new Udp.Bind(Any), probe.Ref);

        probe.ExpectMsg<Udp.Bound>();
    }

    [Fact]
    public void The_wildcard_of_IPv6_receives_from_both_families_and_answers_them()
    {
        var (server, address, serverProbe) = Bind(local: new IPEndPoint(IPAddress.IPv6Any, 0));
        foreach (IPAddress loopback in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            var (client, _, probe) = Bind(local: new IPEndPoint(loopback, 0));
            client.Tell(new Udp.Send(new byte[] { 1 }, new IPEndPoint(loopback, address.Port)), probe.Ref);
            server.Tell(new Udp.Send(new byte[] { 2 }, serverProbe.ExpectMsg<Udp.Received>().From), serverProbe.Ref);

            probe.ExpectMsg<Udp.Received>().From.Address.Should().Be(loopback);
        }
    }

    [Fact]
    public void Control_and_buffer_sizes_are_applied_before_binding()
    {
        Socket? seen = null;

        Bind(new DatagramOptions { ReceiveBufferSize = 5000, SendBufferSize = 6000, Control = socket => seen = socket });

        (seen!.ReceiveBufferSize, seen.SendBufferSize).Should().Be((10000, 12000)); // Linux doubles them.
    }

    [Fact]
    public void Unbind_frees_the_port_tells_the_asker_and_the_handler_and_stops_the_actor()
    {
        var (socket, address, handler) = Bind();
        Watch(socket);

        socket.Tell(Udp.Unbind.Instance, TestActor);

        ExpectMsg<Udp.Unbound>();
        handler.ExpectMsg<Udp.Unbound>().Cause.Should().BeNull();
        ExpectTerminated(socket);
        Bind(local: address);
    }

    [Fact]
    public void It_goes_with_its_handler()
    {
        var (socket, _, handler) = Bind();
        Watch(socket);

        Sys.Stop(handler.Ref);

        ExpectTerminated(socket);
    }

    [Theory]
    [InlineData("bind")]
    [InlineData("connect")]
    [InlineData("connect to a name")]
    public void With_neither_Handler_nor_sender_it_says_so_in_the_log_and_stops(string how)
    {
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());
        Watch(socket);
        Udp.Command command = how switch
        {
            "bind" => new Udp.Bind(Any),
            "connect" => new Udp.Connect(new IPEndPoint(IPAddress.Loopback, 9)),
            _ => new Udp.Connect(new DnsEndPoint("localhost", 9)),
        };

        EventFilter.Error(contains: "has neither a Handler nor a sender").ExpectOne(() => socket.Tell(command, ActorRefs.NoSender));

        ExpectTerminated(socket);
    }

    [Fact]
    public void Without_a_sender_the_handler_is_answered()
    {
        TestProbe handler = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());
        var taken = new Udp.Bind(Bind().Address) { Handler = handler.Ref };

        socket.Tell(taken, ActorRefs.NoSender);
        handler.ExpectMsg<Udp.CommandFailed>().Command.Should().Be(taken);
        socket.Tell(new Udp.Bind(Any) { Handler = handler.Ref }, ActorRefs.NoSender);
        IPEndPoint own = handler.ExpectMsg<Udp.Bound>().LocalEndPoint;
        socket.Tell(new Udp.Send(new byte[] { 1 }, own), ActorRefs.NoSender);

        handler.ExpectMsg<Udp.Received>().Data.Span[0].Should().Be(1);
    }

    [Fact]
    public void With_a_handler_the_answer_is_still_the_senders_and_what_is_received_the_handlers()
    {
        TestProbe handler = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());

        socket.Tell(new Udp.Connect(new DnsEndPoint("localhost", 9)) { Handler = handler.Ref }, TestActor);

        ExpectMsg<Udp.Connected>();
        handler.ExpectNoMsg(TimeSpan.Zero);
    }

    [SkippableFact]
    public async Task Socat_sends_and_is_answered()
    {
        OutsideProgram.SkipIfMissing("socat");
        var (socket, address, probe) = Bind();
        using var socat = OutsideProgram.Start("socat", "-", $"UDP4:127.0.0.1:{address.Port}");

        await socat.Input.WriteAsync("hello\n");
        await socat.Input.FlushAsync();
        var received = probe.ExpectMsg<Udp.Received>();
        socket.Tell(new Udp.Send("and back\n"u8.ToArray(), received.From), probe.Ref);

        received.Data.ToArray().Should().Equal("hello\n"u8.ToArray());
        (await socat.Output.ReadLineAsync().WaitAsync(Eventually.Limit)).Should().Be("and back");
    }

    private (IActorRef Socket, IPEndPoint Address, TestProbe Handler) Bind(DatagramOptions? options = null, IPEndPoint? local = null)
    {
        TestProbe handler = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props(options));
        socket.Tell(new Udp.Bind(local ?? Any), handler.Ref);
        return (socket, handler.ExpectMsg<Udp.Bound>().LocalEndPoint, handler);
    }

    private (IActorRef Socket, Udp.Connected Connected, TestProbe Handler) Connect(Udp.Connect connect)
    {
        TestProbe handler = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());
        socket.Tell(connect, handler.Ref);
        return (socket, handler.ExpectMsg<Udp.Connected>(), handler);
    }

    private static Exception Failure(TestProbe probe) => probe.ExpectMsg<Udp.CommandFailed>().Cause;
}
