using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests;

/// <summary>What was once wrong; each failed before its mending.</summary>
public sealed class Regressions : ConnectionsTestKit
{
    [Fact]
    public void A_connection_that_fails_before_its_listener_has_heard_of_it_is_reset()
    {
        using var thrown = new ManualResetEventSlim();
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new ThrowsAtOnce(thrown)), ToTest(new ListenOptions { TryAccept = AcceptThenWait })));

        TestClient client = Connect();
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => client.Send(1));

        client.ReceiveError().Should().Be(SocketError.ConnectionReset);

        // The news of the failure overtakes the connection's own message only while the listener is busy.
        SocketError AcceptThenWait(Socket listener, out Socket? accepted)
        {
            SocketError error = listener.TryAccept(out accepted);
            if (error == SocketError.WouldBlock && _accepted && thrown.Wait(Eventually.Limit)) SpinWait.SpinUntil(() => false, 20);
            _accepted |= error == SocketError.Success;
            return error;
        }
    }

    [Fact]
    public void A_connection_that_stops_before_it_has_its_socket_leaks_none()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new StopsAtOnce()), ToTest()));

        TestClient client = Connect();

        client.ReceiveToEnd().Should().Be(0);
    }

    [Fact]
    public void A_dialed_connection_whose_actor_cannot_be_made_leaves_nothing_in_the_poller()
    {
        Listen();
        Eventually.Equal(1, () => Table.Count);
        IActorRef dialer = Sys.ActorOf(DialerActor.Props(Props.Create(() => new CannotBeMade())));

        EventFilter.Exception<ActorInitializationException>().ExpectOne(() => dialer.Tell(new Tcp.Connect(Address)));

        FishForMessage(message => message is Tcp.CommandFailed);
        Table.Count.Should().Be(1);
    }

    [Fact]
    public void Descriptors_passed_through_a_unix_socket_do_not_hide_the_bytes_behind_them()
    {
        using var folder = new TemporaryFolder();
        var path = new UnixDomainSocketEndPoint(folder["socket"]);
        Sys.ActorOf(ListenerActor.Props(path, ToTest(new ListenOptions { PullMode = true })));
        ExpectMsg<Tcp.Bound>();
        IActorRef listener = LastSender;
        using var client = new TestClient(path);
        for (byte i = 0; i < 9; i++) PassedDescriptor.Send(client.Socket, i);

        listener.Tell(new Tcp.ResumeAccepting(1));
        ExpectMsg<Tcp.Connected>();
        LastSender.Tell(new Tcp.Register(TestActor));

        var received = new List<byte>();
        while (received.Count < 9) received.AddRange(ExpectMsg<Tcp.Received>().Data.ToArray());
        received.Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    [Fact]
    public void A_waiter_that_throws_costs_neither_the_poll_nor_the_close()
    {
        var loop = new PollLoop("fake", _ => new FakeMultiplexer());
        loop.Open();
        using var pair = new SocketPair();
        var desc = new PollDesc(pair.Ours, loop);
        loop.Watch(desc);
        desc.Wait(PollDirection.Read, new Throws());
        desc.SetDeadline(PollDirection.Read, Deadline.After(TimeSpan.FromMilliseconds(1)));

        while (desc.IsWaitedFor(PollDirection.Read)) loop.Poll(TimeSpan.FromSeconds(1));

        desc.Wait(PollDirection.Write, new Throws());
        loop.Forget(desc).Should().BeTrue();
    }

    [Fact]
    public void A_worker_started_while_the_monitor_sleeps_is_looked_after()
    {
        var pool = new WorkerPool(new WorkerSettings { Count = 1, MaxBlocked = 7, StuckAfter = TimeSpan.FromMilliseconds(1) }, _ => { });
        pool.Acquire();
        using var release = new ManualResetEventSlim();
        using var ran = new ManualResetEventSlim();
        pool.Execute(() => release.Wait());
        Eventually.True(() => pool.IsMonitorAsleep);

        pool.Execute(() => release.Wait());
        pool.Execute(ran.Set);

        ran.Wait(Eventually.Limit).Should().BeTrue();
        release.Set();
        pool.Release();
    }

    [Fact]
    public void Without_another_thread_to_be_had_the_workers_there_are_go_on()
    {
        var threads = new FewThreads();
        var pool = new WorkerPool(new WorkerSettings { Count = 4, MaxBlocked = 4 }, _ => { }) { Threads = threads };
        pool.Acquire();
        using var first = new ManualResetEventSlim();
        using var all = new CountdownEvent(10);
        pool.Execute(() => first.Wait());
        threads.Refuses = true;

        for (int i = 0; i < 10; i++) pool.Execute(() => all.Signal());

        pool.Workers.Should().HaveCount(1);
        first.Set();
        all.Wait(Eventually.Limit).Should().BeTrue();
        pool.Release();
    }

    [Fact]
    public void Bytes_that_are_being_handled_stay_when_their_connection_ends()
    {
        var received = new ReceiveBuffer();
        received.Keep(received.Take(16, out _), 0, 16);
        byte[] handled = received.Take(16, out _);

        received.Drop();

        ArrayPool<byte>.Shared.Rent(handled.Length).Should().NotBeSameAs(handled);
        received.Keep(handled, 0, 0);
    }

    private bool _accepted;

    private PollTable Table => Sys.NetPoll().Loop.Table;

    private sealed class ThrowsAtOnce(ManualResetEventSlim thrown) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            thrown.Set();
            throw new InvalidOperationException("as it should");
        }
    }

    private sealed class StopsAtOnce : ConnectionActor
    {
        protected override void PreStart() => Context.Stop(Self);

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }

    private sealed class CannotBeMade : ConnectionActor
    {
        public CannotBeMade() => throw new InvalidOperationException("as it should");

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }

    private sealed class Throws : IPollWaiter
    {
        public void Ready(PollDirection direction) => throw new InvalidOperationException();

        public void Failed(PollDirection direction, Exception cause) => throw new InvalidOperationException();
    }

    private sealed class FewThreads : PoolThreads
    {
        public volatile bool Refuses;

        protected override void Start(Thread thread)
        {
            if (Refuses) throw new OutOfMemoryException();
            base.Start(thread);
        }
    }
}
