using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What a peer that does not read may cost.</summary>
public class BackpressureSpec(string hocon = "") : ConnectionsTestKit(hocon)
{
    private static readonly ConnectionOptions Small = new()
    {
        LowWatermark = 16 * 1024, HighWatermark = 64 * 1024, WriteLimit = 256 * 1024, SendBufferSize = 64 * 1024,
    };

    [Fact]
    public void An_echo_for_a_client_that_stops_reading_keeps_its_watermark_and_goes_on_when_it_reads()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo()), ToTest(new ListenOptions { Connection = Small })));
        TestClient client = Connect(SmallReceiveBuffer);

        long sent = client.SendUntilStuck(TimeSpan.FromSeconds(2));
        IActorRef connection = Child(Listener);

        long waiting = 0;
        // It stopped at the high watermark, and what the kernel has taken since has not brought it down to the low one.
        Eventually.True(() => (waiting = Waiting(connection)) > Small.LowWatermark!.Value);
        waiting.Should().BeLessThanOrEqualTo(Small.HighWatermark!.Value + (64 * 1024), "one read may come on top");
        client.Receive((int)sent).Length.Should().Be((int)sent);
    }

    private long Waiting(IActorRef connection)
    {
        connection.Tell(Report.Instance);
        return ExpectMsg<long>();
    }

    [Fact]
    public void Beyond_the_limit_writes_are_refused_whole_until_WritingResumed()
    {
        Listen(new ListenOptions { Connection = Small });
        var (client, connection, handler) = Open(prepare: SmallReceiveBuffer);
        byte[] chunk = new byte[32 * 1024];
        const int writes = 200;

        for (int i = 0; i < writes; i++) connection.Tell(new Tcp.Write(chunk, i), handler.Ref);
        int refused = 0;
        handler.IgnoreMessages(message => message is int);
        while (handler.ReceiveOne(TimeSpan.FromMilliseconds(200)) is { } message) refused += message is Tcp.CommandFailed ? 1 : 0;
        refused.Should().BeInRange(1, writes - 1);

        client.Receive((writes - refused) * chunk.Length);
        handler.ExpectMsg<Tcp.WritingResumed>();
        connection.Tell(new Tcp.Write(new byte[] { 1 }, "again"), handler.Ref);
        handler.ExpectMsg("again");
        client.Receive(1).Should().Equal([1], "what was refused is not sent");
    }

    [Fact]
    public void Whichever_actor_writes_to_a_client_that_stops_reading_no_more_than_the_limit_waits()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo()), ToTest(new ListenOptions { Connection = Small })));
        TestClient client = Connect(SmallReceiveBuffer);
        client.Send(1);
        client.Receive(1);
        IActorRef connection = Child(Listener);
        TestProbe[] writers = [CreateTestProbe(), CreateTestProbe()];

        for (int i = 0; i < 200; i++) connection.Tell(new Tcp.Write(new byte[10_000]), writers[i % 2].Ref);
        connection.Tell(Report.Instance);

        ExpectMsg<long>().Should().BeLessThanOrEqualTo(Small.WriteLimit!.Value);
        foreach (TestProbe writer in writers) writer.ExpectMsg<Tcp.CommandFailed>();
    }

    [Fact]
    public void A_write_that_could_never_fit_is_refused_alone()
    {
        Listen(new ListenOptions { Connection = Small });
        var (client, connection, handler) = Open(prepare: SmallReceiveBuffer);

        connection.Tell(new Tcp.Write(new byte[Small.WriteLimit!.Value + 1]), handler.Ref);
        connection.Tell(Write(1), handler.Ref);

        handler.ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("write-limit");
        client.Receive(1).Should().Equal(1);
    }

    [Fact]
    public void Send_says_when_it_is_refused_and_OnWritingResumed_when_not_any_more()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Flood(TestActor)), ToTest(new ListenOptions { Connection = Small })));
        TestClient client = Connect(SmallReceiveBuffer);

        client.Send(1);
        long accepted = ExpectMsg<long>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        client.Receive((int)accepted);

        ExpectMsg("resumed");
        client.Receive(1).Should().Equal(9);
    }

    [Fact]
    public void A_slow_reader_gets_every_byte_in_order_whatever_the_sizes()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo()), ToTest(new ListenOptions { Connection = Small })));
        TestClient client = Connect(SmallReceiveBuffer);
        byte[] data = Payload.Of(2_000_000);
        var random = new Random(4711);

        Task sender = Task.Factory.StartNew(() => client.Send(data), TaskCreationOptions.LongRunning);
        var received = new List<byte>();
        while (received.Count < data.Length) received.AddRange(client.Receive(Math.Min(random.Next(1, 20_000), data.Length - received.Count)));

        sender.Wait(Eventually.Limit).Should().BeTrue();
        received.SequenceEqual(data).Should().BeTrue();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Of_small_writes_no_more_wait_than_the_limit_is_worth(int size, bool acknowledged)
    {
        const int Limit = 2 << 20;
        Listen(new ListenOptions { Connection = Small with { WriteLimit = Limit } });
        var (_, connection, handler) = Open(prepare: SmallReceiveBuffer);
        connection.Tell(new Tcp.Write(new byte[Limit])); // Of which the kernel takes some hundred KiB, as the client does not read.

        const int Most = Limit / WriteQueue.PieceCost;
        for (int i = 0; i < 2 * Most; i++) connection.Tell(new Tcp.Write(new byte[size], acknowledged ? i : null), handler.Ref);

        int refused = 0;
        while (refused < Most && handler.ReceiveOne(Eventually.Limit) is { } message) refused += message is Tcp.CommandFailed ? 1 : 0;
        refused.Should().Be(Most, "at most the other half waits");
    }

    // Before it connects, for the window that is announced then.
    private static void SmallReceiveBuffer(Socket client) => client.ReceiveBufferSize = 64 * 1024;

    private IActorRef Child(IActorRef parent)
    {
        Sys.ActorSelection(parent.Path / "*").Tell(new Identify(0));
        return ExpectMsg<ActorIdentity>().Subject;
    }

    private sealed class Echo : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            Send(data);
            return data.End;
        }

        protected override void OnMessage(object message) => Sender.Tell(PendingBytes);
    }

    // Sends until it is refused.
    private sealed class Flood(IActorRef test) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            byte[] chunk = new byte[10_000];
            long accepted = 0;
            while (Send(chunk)) accepted += chunk.Length;
            test.Tell(accepted);
            return data.End;
        }

        protected override void OnWritingResumed()
        {
            test.Tell("resumed");
            Send([9]);
        }
    }

    private sealed record Report
    {
        public static readonly Report Instance = new();
    }
}
