using System.Diagnostics;
using System.Net;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd.Endings;

/// <summary>Every way in which a connection can end, fifty connections at once.</summary>
[Collection(nameof(RunsAlone))]
public sealed class EndingsSpec
{
    private const int Connections = 50;

    private static readonly string Hocon = $"akka {{ loglevel = OFF, stdout-loglevel = OFF, netpoll.tls.handshake-timeout = 200ms }}\n{Backend.Hocon}";

    public static TheoryData<string> Names => EndingTable.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_told_once_with_its_reason_and_leaves_nothing(string name)
    {
        Ending ending = EndingTable.All[name];
        using var ledger = new EndingLedger();
        int socketsBefore = OpenSockets();
        var system = ActorSystem.Create("endings", Hocon);
        try
        {
            await EndAsync(ending, system, ledger);
        }
        finally
        {
            long start = Stopwatch.GetTimestamp();
            await system.Terminate().WaitAsync(Eventually.Limit);
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(1), "termination waits for nothing");
        }

        Eventually.True(() => OpenSockets() <= socketsBefore, "no descriptor is left");
    }

    private static async Task EndAsync(Ending ending, ActorSystem system, EndingLedger ledger)
    {
        IActorRef ours = system.ActorOf(Props.Create(() => new OurSide(ending, ledger)), "ours");
        EndPoint address = await ours.Ask<EndPoint>("address", Eventually.Limit);
        using var peers = new PeerSide(ending, address, Connections);
        await PlayAsync(ending, system, ledger, peers);
        await AllEndedAsync(ending, system, ledger);
        if (ending.Peer == Peer.DataWithoutReading) peers.Finish();

        await AllHandledAsync(ours);

        if (ending.Reason is { } reason) ledger.Counted.Should().AllBe(reason.ToString());
        CheckTold(ending, ledger);
        system.NetPoll().Loop.Table.Count.Should().Be(ending.Act == Act.NeverEnd ? 0 : 1, "only the listener's PollDesc is left");
    }

    private static async Task PlayAsync(Ending ending, ActorSystem system, EndingLedger ledger, PeerSide peers)
    {
        if (peers.ActsLater || ending.Peer == Peer.DataWithoutReadingThenReset || ending.Act == Act.NeverEnd)
            Eventually.Equal(Connections, () => ledger.ActCount);
        peers.AfterAct();
        ActorSelection connections = system.ActorSelection("/user/ours/listener/*");
        if (ending.Act == Act.SuspendAndResume) connections.Tell(Tcp.ResumeReading.Instance);
        // A method that does not end by itself ends with its listener.
        if (ending.Act == Act.NeverEnd) await Listener(system).GracefulStop(Eventually.Limit);
        if (ending.Peer != Peer.DataWithoutReading) peers.Finish();
    }

    private static async Task AllEndedAsync(Ending ending, ActorSystem system, EndingLedger ledger)
    {
        if (ending.Act == Act.NeverEnd) return;
        IActorRef listener = Listener(system);
        Eventually.Equal(Connections, () => ledger.AcceptedCount);
        await listener.Ask<ActorIdentity>(new Identify(null), Eventually.Limit); // The last one's actor has been made.
        Eventually.Equal(0, () => ((ActorRefWithCell)listener).Children.Count());
        Eventually.Equal(0L, () => ledger.ActiveCount);
    }

    // What the connections have told by now has been handled when this completes.
    private static async Task AllHandledAsync(IActorRef ours)
    {
        await ours.Ask<EndPoint>("address", Eventually.Limit);
        foreach (IActorRef handler in ((ActorRefWithCell)ours).Children)
            await handler.Ask<ActorIdentity>(new Identify(null), Eventually.Limit);
    }

    private static IActorRef Listener(ActorSystem system) =>
        system.ActorSelection("/user/ours/listener").ResolveOne(Eventually.Limit).GetAwaiter().GetResult();

    private static void CheckTold(Ending ending, EndingLedger ledger)
    {
        if (ending.Style == Style.Method) return; // A method learns of the end by what it awaits.
        if (!ending.IsTold)
        {
            ledger.Told.Should().BeEmpty("the handler is gone");
            ledger.Counted.Should().HaveCount(Connections);
            return;
        }

        if (ending.Style != Style.TlsSubclass) ledger.Told.Should().HaveCount(ledger.ConnectedCount, "each is told");
        ledger.Told.Select(told => told.Connection).Should().OnlyHaveUniqueItems("it is told once");
        if (ending.Reason is { } reason) ledger.Told.Select(told => told.Closed.Reason).Should().AllBeEquivalentTo(reason);
        else ledger.Told.Should().BeEmpty("no connection came to stand");
        // The peer may be gone before its connection stands.
        bool maybeGone = ending.Peer is Peer.Reset or Peer.DataAndReset;
        if (!maybeGone && ending.Reason is not null && ending.Style != Style.TlsSubclass) ledger.ConnectedCount.Should().Be(Connections);
        if (ending.Style == Style.TlsSubclass) ledger.Told.Should().HaveCount(Connections);
    }

    private static int OpenSockets() => Directory.GetFiles("/proc/self/fd").Count(IsSocket);

    private static bool IsSocket(string fd)
    {
        try
        {
            return File.ResolveLinkTarget(fd, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (FileNotFoundException)
        {
            return false; // Closed meanwhile.
        }
    }
}
