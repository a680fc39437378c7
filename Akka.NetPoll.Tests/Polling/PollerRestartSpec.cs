using System.Collections.Concurrent;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>A multiplexer that fails costs no socket and no waiter.</summary>
public sealed class PollerRestartSpec() : NetPollTestKit("akka.loglevel = OFF\nakka.stdout-loglevel = OFF")
{
    private readonly ConcurrentStack<BreakableMultiplexer> _opened = new();
    private int _refusals;

    [Fact]
    public void A_waiter_parked_before_the_failure_is_told_after_it()
    {
        using var pair = new SocketPair();
        IActorRef poller = Start();
        PollDesc desc = Register(poller, pair);
        poller.Tell(desc.WaitRead);

        Break();
        Eventually.Equal(2, () => _opened.Count);
        pair.Peer.Send([1]);

        ExpectMsg<Poller.ReadReady>();
    }

    [Fact]
    public void An_event_lost_with_the_old_multiplexer_is_found_by_the_new_one()
    {
        using var pair = new SocketPair();
        IActorRef poller = Start();
        PollDesc desc = Register(poller, pair);
        poller.Tell(desc.WaitRead);
        Eventually.True(() => desc.IsWaitedFor(PollDirection.Read));

        Break();
        pair.Peer.Send([1]);

        ExpectMsg<Poller.ReadReady>();
    }

    [Fact]
    public void A_kernel_that_refuses_a_new_multiplexer_is_asked_again()
    {
        using var pair = new SocketPair();
        IActorRef poller = Start();
        PollDesc desc = Register(poller, pair);
        poller.Tell(desc.WaitRead);
        Eventually.True(() => desc.IsWaitedFor(PollDirection.Read));

        _refusals = 2;
        Break();
        pair.Peer.Send([1]);

        ExpectMsg<Poller.ReadReady>();
    }

    [Fact]
    public void While_there_is_no_multiplexer_a_registration_is_answered_with_the_cause()
    {
        using var pair = new SocketPair();
        _refusals = int.MaxValue;
        IActorRef poller = Start();

        poller.Tell(new Poller.Register(pair.Ours));

        ExpectMsg<Poller.Failed>().Cause.Should().BeOfType<MultiplexerException>().Which.Errno.Should().Be(24);
    }

    [Fact]
    public void A_socket_closed_meanwhile_fails_its_waiter_and_no_other()
    {
        using SocketPair closed = new(), open = new();
        IActorRef poller = Start();
        PollDesc lost = Register(poller, closed), kept = Register(poller, open);
        var waiter = CreateTestProbe();
        poller.Tell(lost.WaitRead, waiter.Ref);
        poller.Tell(kept.WaitRead);
        Eventually.True(() => lost.IsWaitedFor(PollDirection.Read) && kept.IsWaitedFor(PollDirection.Read));
        closed.Ours.Dispose();

        Break();

        waiter.ExpectMsg<Poller.WaitFailed>().Cause.Should().BeOfType<MultiplexerException>();
        open.Peer.Send([1]);
        ExpectMsg<Poller.ReadReady>();
    }

    [Fact]
    public void Under_load_no_connection_stalls()
    {
        const int connections = 8, roundTrips = 200, failures = 10;
        IActorRef poller = Start();
        SocketPair[] pairs = Enumerable.Range(0, connections).Select(_ => new SocketPair()).ToArray();
        foreach (SocketPair pair in pairs) Sys.ActorOf(Props.Create(() => new EchoActor(poller, pair.Ours)));

        Task[] clients = pairs.Select(pair => Task.Factory.StartNew(() => Ping(pair.Peer, roundTrips), TaskCreationOptions.LongRunning)).ToArray();
        for (int i = 1; i <= failures; i++)
        {
            int opened = i;
            Eventually.True(() => _opened.Count >= opened);
            Break();
        }

        Task.WaitAll(clients, Eventually.Limit).Should().BeTrue("every message comes back");
        foreach (SocketPair pair in pairs) pair.Dispose();
    }

    private static void Ping(Socket peer, int times)
    {
        peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        byte[] answer = new byte[1];
        for (int i = 0; i < times; i++)
        {
            peer.Send([(byte)i]);
            peer.Receive(answer).Should().Be(1);
            answer[0].Should().Be((byte)i);
        }
    }

    private IActorRef Start()
    {
        var loop = new PollLoop("breakable", _ => Open());
        return ((ExtendedActorSystem)Sys).SystemActorOf(PollerActor.Props(loop, new PollThread()), "poller");
    }

    private IMultiplexer Open()
    {
        if (_refusals > 0)
        {
            _refusals--;
            throw new MultiplexerException("epoll_create1", 24);
        }

        var multiplexer = new BreakableMultiplexer();
        _opened.Push(multiplexer);
        return multiplexer;
    }

    private void Break()
    {
        _opened.TryPeek(out BreakableMultiplexer? current).Should().BeTrue();
        current!.Break();
    }

    private PollDesc Register(IActorRef poller, SocketPair pair)
    {
        poller.Tell(new Poller.Register(pair.Ours));
        return ExpectMsg<Poller.Registered>().Desc;
    }
}
