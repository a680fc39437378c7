using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>One direction leaves the other alone; deadlines at their edges; waiters that throw.</summary>
public sealed class PollDescEdgesSpec : NetPollTestKit
{
    private const PollDirection Read = PollDirection.Read, Write = PollDirection.Write;

    private readonly SocketPair _pair = new();
    private readonly FakeMultiplexer _multiplexer = new();
    private readonly PollLoop _loop;
    private readonly PollDesc _desc;

    public PollDescEdgesSpec()
    {
        _loop = new PollLoop("fake", _ => _multiplexer) { Log = Sys.Log };
        _desc = new PollDesc(_pair.Ours, _loop);
    }

    [Fact]
    public void An_edge_for_reads_wakes_no_writer_and_is_kept_for_none()
    {
        var writer = new RecordingWaiter();
        _desc.Wait(Write, writer);

        _desc.Ready(Read, false).Should().Be(0);

        writer.Told.Should().BeEmpty();
        _desc.IsWaitedFor(Write).Should().BeTrue();
    }

    [Fact]
    public void A_deadline_for_writes_leaves_reads_alone()
    {
        _desc.SetDeadline(Write, Deadline.Past);

        _desc.Wait(Read, new RecordingWaiter()).Should().Be(WaitOutcome.Parked, "it has neither expired nor failed");
        _desc.Wait(Write, new RecordingWaiter()).Should().Be(WaitOutcome.DeadlineExceeded);
    }

    [Fact]
    public void It_is_waited_for_in_the_directions_that_have_a_waiter()
    {
        _desc.IsWaitedFor(Read).Should().BeFalse();
        _desc.IsWaitedFor(Write).Should().BeFalse();

        _desc.Wait(Read, new RecordingWaiter());
        (_desc.IsWaitedFor(Read), _desc.IsWaitedFor(Write), _desc.IsWaitedFor(PollDirection.Both)).Should().Be((true, false, false));

        _desc.Wait(Write, new RecordingWaiter());
        (_desc.IsWaitedFor(Read), _desc.IsWaitedFor(Write), _desc.IsWaitedFor(PollDirection.Both)).Should().Be((true, true, true));

        _desc.Ready(Read, false);
        (_desc.IsWaitedFor(Read), _desc.IsWaitedFor(Write), _desc.IsWaitedFor(PollDirection.Both)).Should().Be((false, true, false));
    }

    [Fact]
    public void Closing_takes_the_deadlines_of_both_directions_out_of_the_queue()
    {
        _desc.SetDeadline(PollDirection.Both, Deadline.After(TimeSpan.FromHours(1)));
        _loop.Deadlines.Count.Should().Be(2);

        _desc.Close();

        _loop.Deadlines.Count.Should().Be(0);
    }

    [Fact]
    public void Once_closed_it_takes_no_deadline()
    {
        _desc.Close();

        _desc.SetDeadline(PollDirection.Both, Deadline.After(TimeSpan.FromHours(1)));

        _loop.Deadlines.Count.Should().Be(0);
    }

    [Fact]
    public void A_past_deadline_takes_effect_at_once_and_is_not_queued()
    {
        _desc.SetDeadline(Read, Deadline.After(TimeSpan.FromHours(1)));

        _desc.SetDeadline(Read, Deadline.Past);

        _loop.Deadlines.Count.Should().Be(0);
    }

    [Fact]
    public void Taking_away_a_deadline_that_never_was_costs_nothing()
    {
        var descs = Enumerable.Range(0, 100).Select(_ => new PollDesc(_pair.Ours, _loop)).ToArray();
        _desc.SetDeadline(PollDirection.Both, Deadline.None);

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (PollDesc desc in descs) desc.SetDeadline(PollDirection.Both, Deadline.None);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void A_waiter_that_throws_when_it_is_told_is_blamed_in_the_log()
    {
        _desc.Wait(Read, new ThrowingWaiter());

        EventFilter.Exception<InvalidOperationException>(start: $"A waiter of fd {_desc.Fd} threw")
            .ExpectOne(() => _desc.Ready(Read, false).Should().Be(0));
    }

    [Fact]
    public void A_waiter_that_throws_when_its_wait_fails_is_blamed_in_the_log_and_the_other_is_told()
    {
        var writer = new RecordingWaiter();
        _desc.Wait(Read, new ThrowingWaiter());
        _desc.Wait(Write, writer);

        EventFilter.Exception<InvalidOperationException>(start: $"A waiter of fd {_desc.Fd} threw").ExpectOne(_desc.Close);

        writer.Told.Should().ContainSingle().Which.Should().BeOfType<ObjectDisposedException>();
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _pair.Dispose();
    }

    private sealed class ThrowingWaiter : IPollWaiter
    {
        public void Ready(PollDirection direction) => throw new InvalidOperationException("thrown by the spec");

        public void Failed(PollDirection direction, Exception cause) => throw new InvalidOperationException("thrown by the spec");
    }
}
