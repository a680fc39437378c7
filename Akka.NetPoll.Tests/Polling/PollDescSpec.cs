using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

public sealed class PollDescSpec : IDisposable
{
    private const PollDirection Read = PollDirection.Read, Write = PollDirection.Write;

    private readonly SocketPair _pair = new();
    private readonly PollLoop _loop = new("fake", _ => new FakeMultiplexer());
    private readonly RecordingWaiter _waiter = new();
    private readonly PollDesc _desc;

    public PollDescSpec() => _desc = new PollDesc(_pair.Ours, _loop);

    [Fact]
    public void An_edge_before_any_wait_is_kept_for_the_next_waiter()
    {
        _desc.Ready(Read, false);

        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.Ready);
        _waiter.Told.Should().BeEmpty("the return value is the answer");
    }

    [Fact]
    public void An_edge_tells_the_parked_waiter_once()
    {
        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.Parked);

        _desc.Ready(Read, false).Should().Be(1);
        _desc.Ready(Read, false).Should().Be(0);

        _waiter.Told.Should().Equal(Read);
    }

    [Fact]
    public void One_event_may_wake_both_directions_each_once()
    {
        var writer = new RecordingWaiter();
        _desc.Wait(Read, _waiter);
        _desc.Wait(Write, writer);

        _desc.Ready(PollDirection.Both, false).Should().Be(2);

        _waiter.Told.Should().Equal(Read);
        writer.Told.Should().Equal(Write);
    }

    [Fact]
    public void An_edge_of_the_other_direction_wakes_no_waiter()
    {
        _desc.Wait(Read, _waiter);

        _desc.Ready(Write, false).Should().Be(0);

        _waiter.Told.Should().BeEmpty();
    }

    [Fact]
    public void A_second_waiter_is_refused_and_the_first_goes_on_waiting()
    {
        var second = new RecordingWaiter();
        _desc.Wait(Read, _waiter);

        _desc.Wait(Read, second).Should().Be(WaitOutcome.Taken);
        _desc.Ready(Read, false);

        _waiter.Told.Should().Equal(Read);
        second.Told.Should().BeEmpty();
    }

    [Fact]
    public void Closing_fails_both_waiters_and_every_wait_to_come()
    {
        var writer = new RecordingWaiter();
        _desc.Wait(Read, _waiter);
        _desc.Wait(Write, writer);

        _desc.Close();

        _waiter.Told.Should().ContainSingle().Which.Should().BeOfType<ObjectDisposedException>();
        writer.Told.Should().ContainSingle().Which.Should().BeOfType<ObjectDisposedException>();
        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.Closing);
        _desc.Reset(Write).Should().Be(WaitOutcome.Closing);
    }

    [Fact]
    public void Closing_comes_before_ready_and_expired()
    {
        _desc.Ready(Read, false);
        _desc.SetDeadline(Read, Deadline.Past);

        _desc.Close();

        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.Closing);
    }

    [Fact]
    public void An_event_that_is_only_an_error_fails_reads_as_not_pollable_and_lets_writes_try()
    {
        _desc.Ready(PollDirection.Both, onlyError: true);

        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.NotPollable);
        _desc.Wait(Write, _waiter).Should().Be(WaitOutcome.Ready);
    }

    [Fact]
    public void The_error_is_cleared_by_any_other_event()
    {
        _desc.Ready(PollDirection.Both, onlyError: true);

        _desc.Ready(Read, onlyError: false);

        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.Ready);
    }

    [Fact]
    public void Reset_drops_a_stale_edge()
    {
        _desc.Ready(Read, false);

        _desc.Reset(Read).Should().Be(WaitOutcome.Ready);

        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.Parked);
    }

    [Fact]
    public void Reset_with_an_error_keeps_the_edge()
    {
        _desc.Ready(Read, false);
        _desc.SetDeadline(Read, Deadline.Past);

        _desc.Reset(Read).Should().Be(WaitOutcome.DeadlineExceeded);

        _desc.SetDeadline(Read, Deadline.None);
        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.Ready);
    }

    [Fact]
    public void A_wait_is_for_one_direction()
    {
        Action wait = () => _desc.Wait(PollDirection.Both, _waiter);

        wait.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Waiting_and_being_woken_allocates_nothing()
    {
        var waiter = new SilentWaiter();
        Round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Round();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Round()
        {
            _desc.Wait(Read, waiter);
            _desc.Ready(PollDirection.Both, false);
            _desc.Reset(Write);
        }
    }

    [Fact]
    public void The_wait_messages_are_always_the_same()
    {
        _desc.WaitRead.Should().BeSameAs(_desc.WaitRead);
        _desc.WaitWrite.Desc.Should().BeSameAs(_desc);
    }

    public void Dispose() => _pair.Dispose();

    private sealed class SilentWaiter : IPollWaiter
    {
        public void Ready(PollDirection direction)
        {
        }

        public void Failed(PollDirection direction, Exception cause)
        {
        }
    }
}
