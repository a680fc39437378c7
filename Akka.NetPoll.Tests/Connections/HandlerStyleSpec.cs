using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>A connection in messages: Register, Received, Write, reading on demand.</summary>
public class HandlerStyleSpec(string hocon = "") : ConnectionsTestKit(hocon)
{
    [Fact]
    public void The_handler_is_told_what_comes_and_what_it_writes_arrives()
    {
        Listen();
        var (client, connection, handler) = Open();

        client.Send(1, 2, 3);
        byte[] received = Receive(handler, 3);
        connection.Tell(Write(4, 5));

        received.Should().Equal(1, 2, 3);
        client.Receive(2).Should().Equal(4, 5);
    }

    [Fact]
    public void Nothing_that_comes_before_Register_is_lost()
    {
        Listen();
        (TestClient client, IActorRef connection) = Accept();
        client.Send(1);

        connection.Tell(new Tcp.Register(TestActor));
        client.Send(2);

        Receive(this, 2).Should().Equal(1, 2);
    }

    [Fact]
    public void What_is_written_before_Register_is_sent()
    {
        Listen();
        (TestClient client, IActorRef connection) = Accept();

        connection.Tell(Write(7));

        client.Receive(1).Should().Equal(7);
    }

    [Fact]
    public void Writes_arrive_in_order_whole_and_are_acknowledged_in_order()
    {
        Listen();
        var (client, connection, handler) = Open();

        for (int i = 0; i < 200; i++) connection.Tell(new Tcp.Write(new byte[] { (byte)i, (byte)i }, i), handler.Ref);

        client.Receive(400).Should().Equal(Enumerable.Range(0, 400).Select(i => (byte)(i / 2)));
        for (int i = 0; i < 200; i++) handler.ExpectMsg(i);
    }

    [Fact]
    public void A_Write_of_several_pieces_arrives_as_one()
    {
        Listen();
        var (client, connection, _) = Open();

        connection.Tell(new Tcp.Write(Segments.Of([1, 2], [], [3], [4, 5])));

        client.Receive(5).Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public void A_Write_of_nothing_is_acknowledged()
    {
        Listen();
        var (_, connection, handler) = Open();

        connection.Tell(new Tcp.Write(ReadOnlyMemory<byte>.Empty, "done"), handler.Ref);

        handler.ExpectMsg("done");
    }

    [Fact]
    public void An_acknowledgement_waits_until_the_kernel_has_the_bytes()
    {
        Listen();
        var (client, connection, handler) = Open();
        byte[] much = new byte[12 << 20];

        connection.Tell(new Tcp.Write(much, "done"), handler.Ref);
        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        client.Receive(much.Length);

        handler.ExpectMsg("done");
    }

    [Fact]
    public void Suspended_while_a_read_is_outstanding_nothing_is_lost_and_nothing_told()
    {
        Listen();
        var (client, connection, handler) = Open();
        client.Send(1);
        Receive(handler, 1); // Now it waits for the next.

        connection.Tell(Tcp.SuspendReading.Instance);
        connection.Tell(new Tcp.Write(ReadOnlyMemory<byte>.Empty, "suspended"), handler.Ref);
        handler.ExpectMsg("suspended");
        client.Send(2, 3);
        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        connection.Tell(Tcp.ResumeReading.Instance);

        Receive(handler, 2).Should().Equal(2, 3);
        client.Send(4);
        Receive(handler, 1).Should().Equal(4);
    }

    [Fact]
    public void In_pull_mode_each_ResumeReading_gives_one_Received()
    {
        Listen(new ListenOptions { Connection = new ConnectionOptions { PullMode = true } });
        var (client, connection, handler) = Open();
        client.Send(1);
        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(20));

        connection.Tell(Tcp.ResumeReading.Instance);
        Receive(handler, 1).Should().Equal(1);
        client.Send(2);
        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(20));

        connection.Tell(Tcp.ResumeReading.Instance);
        Receive(handler, 1).Should().Equal(2);
    }

    [Fact]
    public void A_second_handler_is_refused()
    {
        Listen();
        var (_, connection, _) = Open();

        connection.Tell(new Tcp.Register(TestActor));

        ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("registered already");
    }

    [Fact]
    public void All_that_has_arrived_comes_in_one_piece()
    {
        Socket? ours = null;
        Listen(new ListenOptions { Connection = new ConnectionOptions { PullMode = true }, TryAccept = Accept });
        var (client, connection, handler) = Open();
        client.Send(new byte[20_000]);
        Eventually.Equal(20_000, () => ours!.Available);

        connection.Tell(Tcp.ResumeReading.Instance);

        handler.ExpectMsg<Tcp.Received>().Data.Length.Should().Be(20_000);

        SocketError Accept(Socket listener, out Socket? accepted)
        {
            SocketError error = listener.TryAccept(out accepted);
            ours ??= accepted;
            return error;
        }
    }

    [Fact]
    public void A_handler_from_a_factory_is_the_connections_child_and_is_told_everything()
    {
        Listen(ListenerActor.Props(AnyPort, connected => Props.Create(() => new Child(TestActor, connected)), ToTest()));

        TestClient client = Connect();
        ExpectMsg<Tcp.Connected>();
        IActorRef child = Watch(LastSender);
        client.Send(1);
        ExpectMsg<Tcp.Received>();
        client.Receive(1).Should().Equal(1);
        client.Dispose();

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.PeerClosed);
        ExpectTerminated(child);
    }

    [Fact]
    public void A_handler_of_a_factory_that_throws_resets_its_connection_alone()
    {
        Listen(ListenerActor.Props(AnyPort, connected => Props.Create(() => new Child(TestActor, connected)), ToTest()));
        TestClient bad = Connect(), good = Connect();
        ExpectMsg<Tcp.Connected>();
        ExpectMsg<Tcp.Connected>();

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => bad.Send(13));

        bad.ReceiveError().Should().Be(SocketError.ConnectionReset);
        good.Send(1);
        good.Receive(1).Should().Equal(1);
    }

    // As Akka has it: what is stopped stops its children first, and they are given no further message.
    [Fact]
    public void A_handler_of_a_connection_that_is_poisoned_ends_with_PostStop_alone()
    {
        Listen(ListenerActor.Props(AnyPort, _ => Props.Create(() => new Ending(TestActor)), ToTest()));
        TestClient client = Connect();
        IActorRef connection = ExpectMsg<IActorRef>();

        connection.Tell(PoisonPill.Instance);

        ExpectMsg("PostStop");
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
        ExpectNothingMore(this, from: connection);
    }

    // Tells what it is told but for its beginning, and its end.
    private sealed class Ending(IActorRef test) : UntypedActor
    {
        protected override void PostStop() => test.Tell("PostStop");

        protected override void OnReceive(object message)
        {
            if (message is Tcp.Connected) Context.Parent.Tell(new Tcp.Register(Self));
            test.Tell(message is Tcp.Connected ? Context.Parent : message);
        }
    }

    // Echoes, reports, and does not like 13.
    private sealed class Child(IActorRef test, Tcp.Connected connected) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            test.Tell(message);
            if (message is Tcp.Connected first) Register(first);
            if (message is not Tcp.Received received) return;
            if (received.Data.Span[0] == 13) throw new InvalidOperationException("thirteen");
            Context.Parent.Tell(new Tcp.Write(received.Data));
        }

        private void Register(Tcp.Connected first)
        {
            first.Should().Be(connected);
            Context.Parent.Tell(new Tcp.Register(Self));
        }
    }
}
