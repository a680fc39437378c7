using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Framing;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>A connection as a subclass of ConnectionActor.</summary>
public class SubclassStyleSpec(string hocon = "") : ConnectionsTestKit(hocon)
{
    [Fact]
    public void What_is_not_consumed_comes_again_in_front_of_what_comes_next()
    {
        Listen(Lines());
        TestClient client = Connect();

        client.Send("ab"u8.ToArray());
        ExpectMsg(2L);
        client.Send("c\nde"u8.ToArray());

        ExpectMsg(6L);
        ExpectMsg("abc");
        client.Send("\n"u8.ToArray());
        ExpectMsg(3L);
        ExpectMsg("de");
        client.Receive(7).Should().Equal("abc\nde\n"u8.ToArray());
    }

    [Fact]
    public void A_frame_much_larger_than_the_read_buffer_arrives_whole()
    {
        Listen(Lines(new ConnectionOptions { ReceiveLimit = 1 << 20 }));
        TestClient client = Connect();
        string line = new('x', 300_000);

        IgnoreMessages(message => message is long);

        client.Send(Encoding.ASCII.GetBytes(line + "\n"));

        ExpectMsg(line);
        client.Receive(line.Length + 1).Should().EndWith("x\n"u8.ToArray());
    }

    [Fact]
    public void More_unconsumed_bytes_than_the_limit_close_the_connection_and_say_so()
    {
        Listen(Lines(new ConnectionOptions { ReceiveLimit = 10 }));
        TestClient client = Connect();

        client.Send(new byte[11]);

        ExpectMsg(11L);
        var closed = ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<InvalidDataException>().Which.Message.Should().Contain("receive-limit is 10");
    }

    [Fact]
    public void Other_actors_messages_come_to_OnMessage_and_commands_are_carried_out()
    {
        Listen(Lines());
        TestClient client = Connect();
        client.Send((byte)'\n');
        ExpectMsg(1L);
        ExpectMsg("");
        IActorRef connection = LastSender;
        client.Receive(1);

        connection.Tell("said");
        connection.Tell(Write((byte)'!'));

        ExpectMsg("message: said");
        client.Receive(5).Should().Equal("said!"u8.ToArray());
    }

    [Fact]
    public void An_exception_resets_the_connection_is_its_reason_and_costs_no_other()
    {
        Listen(Lines());
        TestClient bad = Connect(), good = Connect();

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => bad.Send("throw\n"u8.ToArray()));

        ExpectMsg(6L);
        var closed = ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<InvalidOperationException>();
        bad.ReceiveError().Should().Be(SocketError.ConnectionReset);
        good.Send((byte)'\n');
        good.Receive(1);
    }

    [Fact]
    public void Close_from_within_OnReceived_flushes_what_was_sent()
    {
        Listen(Lines());
        TestClient client = Connect();

        client.Send("close\n"u8.ToArray());

        client.ReceiveToEnd().Should().Be("bye\n".Length);
        ExpectMsg(6L);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
    }

    [Fact]
    public void Stopping_itself_tells_OnClosed_once()
    {
        Listen(Lines());
        TestClient client = Connect();

        client.Send("stop\n"u8.ToArray());

        ExpectMsg(5L);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted);
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
        ExpectNothingMore(this, from: LastSender);
    }

    [Fact]
    public void An_actor_that_asked_for_the_close_is_told_of_it_also_when_OnClosed_throws()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new ThrowsAtClosed(TestActor)), ToTest()));
        using TestClient client = Connect();
        ExpectMsg("connected");
        TestProbe closer = CreateTestProbe();

        LastSender.Tell(Tcp.Close.Instance, closer.Ref);

        closer.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
    }

    [Fact]
    public void In_pull_mode_OnReceived_is_called_as_often_as_asked()
    {
        Listen(Lines(new ConnectionOptions { PullMode = true }));
        TestClient client = Connect();
        client.Send("a\n"u8.ToArray());
        ExpectMsg(2L);
        ExpectMsg("a");
        IActorRef connection = LastSender;

        client.Send("b\n"u8.ToArray());
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        connection.Tell(Tcp.ResumeReading.Instance);

        ExpectMsg(2L);
        ExpectMsg("b");
    }

    [Fact]
    public void Addresses_are_known_from_OnConnected_on()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Addresses(TestActor)), ToTest()));

        TestClient client = Connect();

        ExpectMsg<Tcp.Connected>().Should().Be(new Tcp.Connected(client.Socket.LocalEndPoint!, client.Socket.RemoteEndPoint!));
    }

    // It asked for another ReadReady and parked as well, and the second wait met the first one.
    [Fact]
    public void In_pull_mode_OnReceived_may_ask_for_the_next_bytes()
    {
        var pull = new ListenOptions { Connection = new ConnectionOptions { PullMode = true } };
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Pulling(TestActor)), ToTest(pull)));
        TestClient client = Connect();

        for (int round = 0; round < 3; round++)
        {
            client.Send(1);
            client.Receive(1).Should().Equal(1);
        }

        client.Dispose();
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.PeerClosed);
    }

    [Fact]
    public void Started_by_another_than_a_listener_or_a_dialer_it_ends_at_once_and_says_what_to_do_instead()
    {
        IActorRef? connection = null;

        EventFilter.Custom(SaysWhatToDo).ExpectOne(() => connection = Sys.ActorOf(Props.Create(() => new Addresses(TestActor))));

        Watch(connection!);
        ExpectTerminated(connection!);
    }

    private static bool SaysWhatToDo(Akka.Event.LogEvent logged) => logged is Akka.Event.Error { Cause: ActorInitializationException cause }
        && cause.GetBaseException().Message.Contains("ListenerActor.Props(port, props) or DialerActor.Props(props), not to ActorOf");

    private Props Lines(ConnectionOptions? options = null) =>
        ListenerActor.Props(AnyPort, Props.Create(() => new LinesConnection(TestActor)), ToTest(new ListenOptions { Connection = options ?? new() }));

    // Reports how much it sees and each line, and sends the line back.
    private sealed class LinesConnection(IActorRef test) : ConnectionActor
    {
        private static readonly LineFraming Framing = new(1 << 20) { WritesCrLf = false };

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            test.Tell(data.Length, Self);
            while (Framing.TryRead(ref data, out ReadOnlySequence<byte> line)) OnLine(Encoding.ASCII.GetString(line));
            return data.Start;
        }

        protected override void OnMessage(object message)
        {
            test.Tell($"message: {message}", Self);
            Send(Encoding.ASCII.GetBytes((string)message));
        }

        protected override void OnClosed(Tcp.Closed reason) => test.Tell(reason, Self);

        private void OnLine(string line)
        {
            switch (line)
            {
                case "throw": throw new InvalidOperationException(line);
                case "stop": Context.Stop(Self); break;
                case "close":
                    Send("bye\n"u8);
                    Close();
                    break;
                default:
                    test.Tell(line, Self);
                    Send(Encoding.ASCII.GetBytes(line));
                    Send("\n"u8);
                    break;
            }
        }
    }

    private sealed class Pulling(IActorRef test) : ConnectionActor
    {
        protected override void OnConnected() => ResumeReading();

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            foreach (ReadOnlyMemory<byte> piece in data) Send(piece.Span);
            ResumeReading();
            return data.End;
        }

        protected override void OnClosed(Tcp.Closed reason) => test.Tell(reason, Self);
    }

    private sealed class ThrowsAtClosed(IActorRef test) : ConnectionActor
    {
        protected override void OnConnected() => test.Tell("connected", Self);

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;

        protected override void OnClosed(Tcp.Closed closed) => throw new InvalidOperationException("OnClosed failed");
    }

    private sealed class Addresses(IActorRef test) : ConnectionActor
    {
        protected override void OnConnected() => test.Tell(new Tcp.Connected(RemoteEndPoint!, LocalEndPoint!));

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }
}
