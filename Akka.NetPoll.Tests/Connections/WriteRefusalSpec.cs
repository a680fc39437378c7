using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Which writes are refused, and which of their senders is told when to go on.</summary>
public sealed class WriteRefusalSpec : TlsTestKit
{
    private const int Limit = 4 << 20; // More than the kernel takes for a peer that does not read.

    private static readonly ConnectionOptions Small = new()
    {
        LowWatermark = 0, HighWatermark = Limit, WriteLimit = Limit, SendBufferSize = 16 * 1024, CloseTimeout = TimeSpan.Zero,
    };

    [Fact]
    public void A_write_of_exactly_the_limit_is_taken_when_nothing_waits()
    {
        Listen(new ListenOptions { Connection = Small });
        var (client, connection, handler) = Open();

        connection.Tell(new Tcp.Write(new byte[Limit], "taken"), handler.Ref);

        client.Receive(Limit);
        handler.ExpectMsg("taken");
    }

    [Fact]
    public void Each_refused_writer_is_told_once_to_go_on_and_no_other_is()
    {
        Listen(new ListenOptions { Connection = Small });
        var (client, connection, handler) = Open(prepare: SmallReceiveBuffer);
        TestProbe[] writers = [CreateTestProbe(), CreateTestProbe()];
        connection.Tell(new Tcp.Write(new byte[Limit]), handler.Ref);

        for (int i = 0; i < 2; i++)
        {
            foreach (TestProbe writer in writers) connection.Tell(new Tcp.Write(new byte[Limit]), writer.Ref);
        }

        for (int i = 0; i < 2; i++)
        {
            foreach (TestProbe writer in writers) writer.ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("write-limit");
        }

        client.Receive(Limit);
        foreach (TestProbe writer in writers) writer.ExpectMsg<Tcp.WritingResumed>();
        connection.Tell(new Tcp.Write(new byte[] { 1 }, "again"), writers[0].Ref);
        writers[0].ExpectMsg("again");
        client.Receive(1).Should().Equal(1);
        ExpectNothingMore(handler);
        ExpectNothingMore(writers[1]);
    }

    [Fact]
    public void Once_refused_even_the_smallest_waits_its_turn_and_a_second_refusal_is_told_again()
    {
        Listen(new ListenOptions { Connection = Small });
        var (client, connection, handler) = Open(prepare: SmallReceiveBuffer);

        for (int round = 0; round < 2; round++)
        {
            connection.Tell(new Tcp.Write(new byte[Limit]), handler.Ref);
            connection.Tell(new Tcp.Write(new byte[Limit]), handler.Ref);
            connection.Tell(Write(), handler.Ref);
            handler.ExpectMsg<Tcp.CommandFailed>();
            ((Tcp.Write)handler.ExpectMsg<Tcp.CommandFailed>().Command).Data.Length.Should().Be(0);

            client.Receive(Limit);
            handler.ExpectMsg<Tcp.WritingResumed>();
        }
    }

    [Fact]
    public void One_that_could_never_fit_makes_no_other_wait_and_is_not_told_to_go_on()
    {
        Listen(new ListenOptions { Connection = Small });
        var (client, connection, handler) = Open(prepare: SmallReceiveBuffer);
        TestProbe writer = CreateTestProbe();
        connection.Tell(new Tcp.Write(new byte[Limit / 2]), handler.Ref);

        connection.Tell(new Tcp.Write(new byte[Limit + 1]), writer.Ref);
        connection.Tell(new Tcp.Write(new byte[] { 1 }, "taken"), writer.Ref);

        writer.ExpectMsg<Tcp.CommandFailed>();
        client.Receive(Limit / 2);
        client.Receive(1).Should().Equal(1);
        writer.ExpectMsg("taken");
        ExpectNothingMore(writer);
    }

    [Fact]
    public void While_it_closes_a_refused_writer_is_told_that_and_not_to_go_on()
    {
        Listen(new ListenOptions { Connection = Small });
        var (client, connection, handler) = Open(prepare: SmallReceiveBuffer);
        TestProbe writer = CreateTestProbe();
        connection.Tell(new Tcp.Write(new byte[Limit]), handler.Ref);
        connection.Tell(Tcp.Close.Instance, handler.Ref);

        connection.Tell(new Tcp.Write(new byte[Limit]), writer.Ref);

        writer.ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("closed");
        client.ReceiveToEnd().Should().Be(Limit);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
        ExpectNothingMore(writer, from: connection);
    }

    [Fact]
    public void A_subclass_is_told_once_to_go_on_and_what_it_sends_then_follows_what_waited()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Sender(TestActor)), ToTest(new ListenOptions { Connection = Small })));
        TestClient client = Connect(SmallReceiveBuffer);

        client.Send(1);
        ExpectMsg(true);
        ExpectMsg(false);
        ExpectMsg(false);
        long waits = ExpectMsg<long>();
        client.Receive(Limit);

        waits.Should().BeInRange(1, Limit);
        ExpectMsg("resumed");
        client.Receive(2).Should().Equal(8, 9);
        ExpectNothingMore(this);
    }

    [Fact]
    public void Nothing_is_read_while_more_than_the_high_watermark_waits()
    {
        Listen(new ListenOptions { Connection = Small with { HighWatermark = 1000, LowWatermark = 100 } });
        var (client, connection, handler) = Open(prepare: SmallReceiveBuffer);
        connection.Tell(new Tcp.Write(new byte[Limit]), handler.Ref);
        connection.Tell(new Tcp.Write(new byte[Limit]), handler.Ref);
        handler.ExpectMsg<Tcp.CommandFailed>();

        client.Send(1);
        connection.Tell(Write(), handler.Ref);
        handler.ExpectMsg<Tcp.CommandFailed>();
        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        client.Receive(Limit);

        FishReceived(handler).Should().Equal(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sequence_of_exactly_the_limit_is_taken_whole_however_many_pieces_it_has(bool tls)
    {
        const int Pieces = 20, Size = 3000;
        var limited = new ConnectionOptions { WriteLimit = Pieces * Size, HighWatermark = Pieces * Size };
        Listen(ListenerActor.Props(
            AnyPort, Props.Create(() => new SequenceSender(TestActor, Pieces, Size)), ToTest(new ListenOptions { Connection = limited, Tls = tls ? Server() : null })));
        using Stream client = tls ? Authenticated() : new NetworkStream(Connect().Socket);

        client.WriteByte(1);

        client.ReadExactly(new byte[Pieces * Size]);
        ExpectMsg(true);
        client.ReadByte().Should().Be(-1);
    }

    private static byte[] FishReceived(TestProbe handler) =>
        ((Tcp.Received)handler.FishForMessage(message => message is Tcp.Received)).Data.ToArray();

    // Before it connects, for the window that is announced then.
    private static void SmallReceiveBuffer(Socket client) => client.ReceiveBufferSize = 16 * 1024;

    private sealed class Sender(IActorRef test) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            test.Tell(Send(new byte[Limit]));
            test.Tell(Send(new byte[Limit]));
            test.Tell(Send([1]));
            test.Tell(PendingBytes);
            return data.End;
        }

        protected override void OnWritingResumed()
        {
            test.Tell("resumed");
            Send([8]);
            Send([9]);
        }
    }

    private sealed class SequenceSender(IActorRef test, int pieces, int size) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            test.Tell(Send(Segments.Of([.. Enumerable.Range(0, pieces).Select(_ => new byte[size])])));
            Close();
            return data.End;
        }
    }
}
