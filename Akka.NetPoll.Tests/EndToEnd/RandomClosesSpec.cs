using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Net;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;
using Xunit.Abstractions;

namespace Akka.NetPoll.Tests.EndToEnd;

/// <summary>Both ends close, in every way there is, at any moment and often at once: each handler is told once, and nothing stays.</summary>
[Collection(nameof(RunsAlone))]
public sealed class RandomClosesSpec(ITestOutputHelper output) : ConnectionsTestKit
{
    // Set, it is the seed of the first round: what a failure printed is done again, though not with the same timing.
    private const string Seed = "RANDOM_CLOSES_SEED";

    private const int Rounds = 25, AtOnce = 16, HandlerStops = 3;

    private static readonly Action<IActorRef, IActorRef>[] Ours =
    [
        (connection, handler) => connection.Tell(Tcp.Close.Instance, handler),
        (connection, handler) => connection.Tell(Tcp.ConfirmedClose.Instance, handler),
        (connection, handler) => connection.Tell(Tcp.Abort.Instance, handler),
        (_, handler) => handler.Tell(PoisonPill.Instance),
        (connection, _) => connection.Tell(PoisonPill.Instance),
        (connection, handler) => connection.Tell(new Tcp.Write(new byte[100_000]), handler),
        (connection, handler) => connection.Tell(Tcp.SuspendReading.Instance, handler),
    ];

    private static readonly Action<Socket>[] Peers =
    [
        socket => socket.Dispose(),
        socket => socket.Close(timeout: 0),
        socket => socket.Shutdown(SocketShutdown.Send),
        socket => socket.Shutdown(SocketShutdown.Both),
        socket => socket.Send(new byte[1000]),
    ];

    [Fact]
    public void Each_is_told_Closed_once_and_leaves_no_descriptor_no_PollDesc_and_no_actor()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable(Seed), out int set) ? set : Environment.TickCount;
        Listen();
        Round(seed);
        int descriptors = Descriptors();

        for (int round = 1; round < Rounds; round++) Round(seed + round);

        Descriptors().Should().BeLessThanOrEqualTo(descriptors + 5, "no more than the runtime itself opens now and then");
    }

    private void Round(int seed)
    {
        output.WriteLine($"A round with {Seed}={seed}");
        var random = new Random(seed);
        TestProbe reports = CreateTestProbe();
        (TestClient Client, IActorRef Connection)[] accepted = [.. Enumerable.Range(0, AtOnce).Select(_ => Accept())];
        var stopped = new HashSet<IActorRef>();
        var handlers = new List<IActorRef>();

        Task peers = Task.Factory.StartNew(() => CloseAll(accepted, random.Next()), TaskCreationOptions.LongRunning);
        foreach (var (_, connection) in accepted)
        {
            IActorRef handler = Sys.ActorOf(Props.Create(() => new Handler(reports.Ref)));
            handlers.Add(handler);
            Watch(connection);
            connection.Tell(new Tcp.Register(handler));
            for (int step = random.Next(3); step >= 0; step--)
            {
                int how = random.Next(Ours.Length);
                if (how == HandlerStops) stopped.Add(handler);
                Ours[how](connection, handler);
            }

            // A connection that does not read does not see its peer's end.
            connection.Tell(Tcp.ResumeReading.Instance);
        }

        foreach (var _ in accepted) ExpectMsg<Terminated>();
        peers.Wait(Eventually.Limit).Should().BeTrue();
        foreach (IActorRef handler in handlers) handler.Tell(PoisonPill.Instance);
        foreach (var _ in accepted) Check(reports.ExpectMsg<Report>(), stopped);
        Eventually.Equal(1, () => Sys.NetPoll().Loop.Table.Count); // The listener's.
    }

    // A handler that was stopped by the test may have gone before it could be told.
    private static void Check(Report report, HashSet<IActorRef> stopped) =>
        report.Closes.Should().BeInRange(stopped.Contains(report.Handler) ? 0 : 1, 1);

    // In the end all are gone, whatever happened to them before.
    private static void CloseAll((TestClient Client, IActorRef Connection)[] accepted, int seed)
    {
        var random = new Random(seed);
        foreach (var (client, _) in accepted)
        {
            try
            {
                for (int step = random.Next(2); step >= 0; step--) Peers[random.Next(Peers.Length)](client.Socket);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The other end was faster, or an earlier step has closed it.
            }
        }

        foreach (var (client, _) in accepted) client.Dispose();
    }

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;

    // Counts the ends it is told of.
    private sealed class Handler(IActorRef reports) : UntypedActor
    {
        private int _closes;

        protected override void OnReceive(object message)
        {
            if (message is Tcp.Closed) _closes++;
        }

        protected override void PostStop() => reports.Tell(new Report(Self, _closes));
    }

    private sealed record Report(IActorRef Handler, int Closes);
}
