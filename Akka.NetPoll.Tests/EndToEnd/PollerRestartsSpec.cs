using System.Buffers;
using System.Collections.Concurrent;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Runtime;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd;

/// <summary>A multiplexer that fails again and again under a listener and its busy connections.</summary>
public abstract class PollerRestartsSpec(string polledBy, string hocon = "") : ConnectionsTestKit($$"""
    akka.loglevel = OFF
    akka.stdout-loglevel = OFF
    akka.netpoll.poller.polled-by = {{polledBy}}
    {{hocon}}
    """)
{
    private readonly Breakable _breakable = new();

    [Fact]
    public void No_connection_is_lost_no_byte_wrong_and_new_ones_are_accepted()
    {
        const int connections = 16, roundTrips = 100, failures = 10;
        Sys.RegisterExtension(_breakable);
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo()), ToTest()));
        TestClient[] clients = [.. Enumerable.Range(0, connections).Select(_ => Connect())];

        Task[] loads = [.. clients.Select(client => InBackground(() => RoundTrips(client, roundTrips)))];
        for (int failure = 1; failure <= failures; failure++)
        {
            _breakable.Break(failure);
            RoundTrips(Connect(), 1);
        }

        Task.WaitAll(loads, Eventually.Limit).Should().BeTrue("every message comes back");
        foreach (TestClient client in clients) RoundTrips(client, 1);
    }

    private static Task InBackground(Action action) => Task.Factory.StartNew(action, TaskCreationOptions.LongRunning);

    private static void RoundTrips(TestClient client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] message = [(byte)i, (byte)(i + 1), (byte)(i + 2)];
            client.Send(message);
            client.Receive(message.Length).Should().Equal(message);
        }
    }

    private sealed class Echo : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            Send(data);
            return data.End;
        }
    }

    private sealed class Breakable : ExtensionIdProvider<NetPollRuntime>
    {
        private readonly ConcurrentStack<BreakableMultiplexer> _opened = new();

        public override NetPollRuntime CreateExtension(ExtendedActorSystem system) => new(system, _ => Open());

        /// <summary>Breaks the multiplexer once so many have been opened.</summary>
        public void Break(int opened)
        {
            Eventually.True(() => _opened.Count >= opened, "the poller restarts");
            _opened.TryPeek(out BreakableMultiplexer? current).Should().BeTrue();
            current!.Break();
        }

        private BreakableMultiplexer Open()
        {
            var multiplexer = new BreakableMultiplexer();
            _opened.Push(multiplexer);
            return multiplexer;
        }
    }
}
