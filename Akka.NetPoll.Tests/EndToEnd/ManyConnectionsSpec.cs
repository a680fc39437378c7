using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd;

/// <summary>What is left of connections that are gone: nothing.</summary>
[Collection(nameof(RunsAlone))]
public sealed class ManyConnectionsSpec : ConnectionsTestKit
{
    [Fact]
    public void Ten_thousand_connections_leave_no_descriptor_no_PollDesc_and_no_actor()
    {
        const int connections = 10_000, atOnce = 100;
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo()), ToTest()));
        RoundTrips(atOnce);
        Settle();
        int descriptors = Descriptors();

        for (int done = 0; done < connections; done += atOnce) RoundTrips(atOnce);

        Settle();
        Descriptors().Should().BeLessThanOrEqualTo(descriptors + 5, "no more than the runtime itself opens now and then");
    }

    [Fact]
    public void An_echo_allocates_nothing()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo()), ToTest()));
        TestClient client = Connect();

        long perMessage = AllocatedPerRoundTrip(client);

        perMessage.Should().BeLessThan(1, "reading, handing on, sending and waiting all reuse what is there");
    }

    [Fact]
    public void In_handler_style_a_message_costs_at_most_200_bytes()
    {
        Listen(ListenerActor.Props(AnyPort, _ => Props.Create(() => new EchoHandler()), ToTest()));
        TestClient client = Connect();

        AllocatedPerRoundTrip(client).Should().BeLessThanOrEqualTo(200);
    }

    // The whole process counts; what others allocate now and then is averaged away, the smallest of several runs is ours.
    private static long AllocatedPerRoundTrip(TestClient client)
    {
        const int warmUp = 20_000, messages = 10_000, runs = 5;
        byte[] buffer = new byte[64];
        RoundTrip(warmUp);
        long least = long.MaxValue;
        for (int run = 0; run < runs; run++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            RoundTrip(messages);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / messages);
        }

        return least;

        void RoundTrip(int times)
        {
            for (int i = 0; i < times; i++)
            {
                client.Socket.Send(buffer);
                for (int received = 0; received < buffer.Length;) received += client.Socket.Receive(buffer.AsSpan(received));
            }
        }
    }

    private void RoundTrips(int count)
    {
        TestClient[] clients = [.. Enumerable.Range(0, count).Select(_ => new TestClient(Address))];
        foreach (TestClient client in clients) client.Send(1);
        foreach (TestClient client in clients) client.Receive(1);
        foreach (TestClient client in clients) client.Dispose();
    }

    private void Settle()
    {
        Eventually.Equal(1, () => Sys.NetPoll().Loop.Table.Count); // The listener's.
        Eventually.Equal(0, Connections);
    }

    private int Connections()
    {
        Sys.ActorSelection(Listener.Path / "*").Tell(new Identify(0));
        int count = 0;
        while (ReceiveOne(TimeSpan.FromMilliseconds(50)) is ActorIdentity { Subject: not null }) count++;
        return count;
    }

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;

    private sealed class Echo : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            Send(data);
            return data.End;
        }
    }

    private sealed class EchoHandler : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Tcp.Connected) Context.Parent.Tell(new Tcp.Register(Self));
            if (message is Tcp.Received received) Context.Parent.Tell(new Tcp.Write(received.Data));
        }
    }
}
