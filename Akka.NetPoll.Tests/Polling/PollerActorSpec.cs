using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>The poller's messages, however it is configured.</summary>
public abstract class PollerActorSpec(string hocon) : NetPollTestKit(hocon)
{
    private readonly SocketPair _pair = new();

    [Fact]
    public void A_registered_sockets_data_is_told_to_the_actor_that_waits()
    {
        PollDesc desc = Register();
        Poller.Tell(desc.WaitRead);

        _pair.Peer.Send([1]);

        ExpectMsg<Poller.ReadReady>();
        LastSender.Should().Be(Poller);
    }

    [Fact]
    public void Data_that_was_there_before_is_told_at_once()
    {
        _pair.Peer.Send([1]);
        PollDesc desc = Register();

        Poller.Tell(desc.WaitRead);

        ExpectMsg<Poller.ReadReady>();
    }

    [Fact]
    public void A_registered_socket_does_not_block()
    {
        _pair.Ours.Blocking = true;

        Register().Socket.Blocking.Should().BeFalse();
    }

    [Fact]
    public void Room_in_a_full_send_buffer_is_told_to_the_actor_that_waits()
    {
        PollDesc desc = Register();
        long sent = _pair.FillOurSendBuffer();
        desc.Reset(PollDirection.Write);
        Poller.Tell(desc.WaitWrite);

        _pair.DrainPeer(sent);

        ExpectMsg<Poller.WriteReady>();
    }

    [Fact]
    public void A_second_waiter_fails_and_the_first_is_told()
    {
        PollDesc desc = Register();
        var first = CreateTestProbe();
        Poller.Tell(desc.WaitRead, first.Ref);
        Eventually.True(() => desc.IsWaitedFor(PollDirection.Read));

        Poller.Tell(desc.WaitRead);

        ExpectMsg<Poller.WaitFailed>().Cause.Should().BeOfType<InvalidOperationException>();
        _pair.Peer.Send([1]);
        first.ExpectMsg<Poller.ReadReady>();
    }

    [Fact]
    public void Unregister_fails_the_waiters_and_is_answered()
    {
        PollDesc desc = Register();
        var waiter = CreateTestProbe();
        Poller.Tell(desc.WaitRead, waiter.Ref);

        Poller.Tell(new Poller.Unregister(desc));

        ExpectMsg<Poller.Unregistered>().Desc.Should().BeSameAs(desc);
        waiter.ExpectMsg<Poller.WaitFailed>().Cause.Should().BeOfType<ObjectDisposedException>();
        desc.Socket.Connected.Should().BeTrue("it is its owner's to dispose");
    }

    [Fact]
    public void Close_disposes_the_socket_too()
    {
        PollDesc desc = Register();

        Poller.Tell(new Poller.Close(desc));

        ExpectMsg<Poller.Unregistered>();
        desc.Socket.SafeHandle.IsClosed.Should().BeTrue();
    }

    [Fact]
    public void Unregistering_twice_is_answered_with_the_cause()
    {
        PollDesc desc = Register();
        Poller.Tell(new Poller.Unregister(desc));
        ExpectMsg<Poller.Unregistered>();

        var again = new Poller.Unregister(desc);
        Poller.Tell(again);

        var failed = ExpectMsg<Poller.Failed>();
        failed.Request.Should().BeSameAs(again);
        failed.Cause.Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Waiting_on_an_unregistered_socket_fails()
    {
        PollDesc desc = Register();
        Poller.Tell(new Poller.Unregister(desc));
        ExpectMsg<Poller.Unregistered>();

        Poller.Tell(desc.WaitWrite);

        var failed = ExpectMsg<Poller.WaitFailed>();
        failed.Direction.Should().Be(PollDirection.Write);
        failed.Cause.Should().BeOfType<ObjectDisposedException>();
    }

    [Fact]
    public void A_deadline_fails_the_wait()
    {
        PollDesc desc = Register();
        Poller.Tell(desc.WaitRead);

        Poller.Tell(new Poller.SetDeadline(desc, PollDirection.Both, Deadline.After(TimeSpan.FromMilliseconds(1))));

        ExpectMsg<Poller.WaitFailed>().Cause.Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public void A_closed_socket_is_answered_with_the_cause_and_the_poller_lives_on()
    {
        var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Dispose();

        Poller.Tell(new Poller.Register(closed));

        ExpectMsg<Poller.Failed>().Cause.Should().BeOfType<ObjectDisposedException>();
        Register();
    }

    [Fact]
    public void No_socket_at_all_is_answered_with_the_cause()
    {
        Poller.Tell(new Poller.Register(null!));

        ExpectMsg<Poller.Failed>();
        Register();
    }

    [Fact]
    public void Registering_a_socket_twice_is_answered_with_the_cause()
    {
        Register();

        Poller.Tell(new Poller.Register(_pair.Ours));

        ExpectMsg<Poller.Failed>().Cause.Should().BeOfType<MultiplexerException>().Which.Errno.Should().Be(Refusals.WatchedAlready);
    }

    [Fact]
    public void A_socket_disposed_too_early_can_still_be_unregistered()
    {
        PollDesc desc = Register();
        _pair.Ours.Dispose();

        Poller.Tell(new Poller.Unregister(desc));

        ExpectMsg<Poller.Unregistered>();
    }

    [Fact]
    public void Stopping_the_system_fails_every_waiter()
    {
        var waiter = new RecordingWaiter();
        PollDesc desc = Register();
        desc.Wait(PollDirection.Read, waiter);

        Sys.Terminate().Wait(Eventually.Limit).Should().BeTrue();

        Eventually.Equal(1, () => waiter.Told.Count);
        waiter.Told.Single().Should().BeOfType<ObjectDisposedException>();
        desc.Wait(PollDirection.Read, waiter).Should().Be(WaitOutcome.Closing);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _pair.Dispose();
    }

    private PollDesc Register()
    {
        Poller.Tell(new Poller.Register(_pair.Ours));
        return ExpectMsg<Poller.Registered>().Desc;
    }
}
