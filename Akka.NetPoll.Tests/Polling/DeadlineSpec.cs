using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>Deadlines over a real epoll and poll thread.</summary>
public sealed class DeadlineSpec : IDisposable
{
    private const PollDirection Read = PollDirection.Read, Write = PollDirection.Write;
    private const int Timers = 16, Latest = 50;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(5);

    private readonly SocketPair _pair = new();
    private readonly PollLoop _loop = new(Multiplexer.Auto);
    private readonly RecordingWaiter _waiter = new();
    private readonly PollDesc _desc;

    public DeadlineSpec()
    {
        _loop.Open();
        new PollThread().Start(_loop);
        _desc = new PollDesc(_pair.Ours, _loop);
        _loop.Watch(_desc);
    }

    [Fact]
    public void A_deadline_fails_the_pending_wait_and_never_early()
    {
        var deadline = Deadline.After(Soon);
        _desc.Wait(Read, _waiter);

        _desc.SetDeadline(Read, deadline);

        ExpectTimeout();
        (Deadline.Now > deadline).Should().BeTrue();
    }

    [Fact]
    public void It_is_sticky_and_fails_later_waits_too()
    {
        _desc.Wait(Read, _waiter);
        _desc.SetDeadline(Read, Deadline.After(Soon));
        ExpectTimeout();

        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.DeadlineExceeded);
        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.DeadlineExceeded);
    }

    [Fact]
    public void A_past_deadline_fails_the_pending_wait_on_the_spot()
    {
        _desc.Wait(Read, _waiter);

        _desc.SetDeadline(Read, Deadline.Past);

        _waiter.Told.Should().ContainSingle().Which.Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public void A_past_deadline_fails_even_what_is_ready_and_clearing_it_finds_the_data_again()
    {
        _desc.Wait(Read, _waiter);
        _pair.Peer.Send([1]);
        Eventually.Equal(1, () => _waiter.Told.Count);
        _desc.SetDeadline(Read, Deadline.Past);
        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.DeadlineExceeded);

        _desc.SetDeadline(Read, Deadline.None);

        _pair.Ours.Available.Should().Be(1);
        _desc.Wait(Read, _waiter).Should().NotBe(WaitOutcome.DeadlineExceeded);
    }

    [Fact]
    public void A_later_deadline_replaces_an_earlier_one()
    {
        var later = Deadline.After(TimeSpan.FromMilliseconds(60));
        _desc.Wait(Read, _waiter);
        _desc.SetDeadline(Read, Deadline.After(Soon));

        _desc.SetDeadline(Read, later);

        ExpectTimeout();
        (Deadline.Now > later).Should().BeTrue("the first one is stale");
    }

    [Fact]
    public void An_earlier_deadline_wakes_a_poll_that_sleeps_for_a_later_one()
    {
        _desc.Wait(Read, _waiter);
        _desc.SetDeadline(Read, Deadline.After(TimeSpan.FromHours(1)));

        _desc.SetDeadline(Read, Deadline.After(Soon));

        ExpectTimeout();
    }

    [Fact]
    public void A_cleared_deadline_does_not_fire()
    {
        var other = new RecordingWaiter();
        _loop.Poll(TimeSpan.Zero);
        _desc.Wait(Read, _waiter);
        _desc.SetDeadline(Read, Deadline.After(Soon));
        _desc.SetDeadline(Read, Deadline.None);

        // A deadline set afterwards, for the same time, has fired: so would the other have.
        using var pair = new SocketPair();
        var desc = new PollDesc(pair.Ours, _loop);
        desc.Wait(Read, other);
        desc.SetDeadline(Read, Deadline.After(Soon));
        Eventually.Equal(1, () => other.Told.Count);

        _waiter.Told.Should().BeEmpty();
        _loop.Deadlines.Count.Should().Be(0);
    }

    [Fact]
    public void The_deadline_of_one_direction_leaves_the_other_alone()
    {
        var writer = new RecordingWaiter();
        _pair.FillOurSendBuffer();
        Park(writer, Write);
        _desc.Wait(Read, _waiter);

        _desc.SetDeadline(Read, Deadline.After(Soon));

        ExpectTimeout();
        writer.Told.Should().BeEmpty();
        _desc.Reset(Write).Should().Be(WaitOutcome.Ready);
    }

    [Fact]
    public void A_deadline_for_both_fails_both()
    {
        var writer = new RecordingWaiter();
        _pair.FillOurSendBuffer();
        Park(writer, Write);
        _desc.Wait(Read, _waiter);

        _desc.SetDeadline(PollDirection.Both, Deadline.After(Soon));

        ExpectTimeout();
        Eventually.Equal(1, () => writer.Told.Count);
    }

    [Fact]
    public void On_a_closed_socket_nothing_happens_and_closed_beats_expired()
    {
        _desc.SetDeadline(Read, Deadline.After(Soon));
        _loop.Forget(_desc).Should().BeTrue();

        _desc.SetDeadline(Read, Deadline.Past);

        _loop.Deadlines.Count.Should().Be(0);
        _desc.Wait(Read, _waiter).Should().Be(WaitOutcome.Closing);
    }

    [Fact]
    public void Durations_too_long_to_count_and_infinite_ones_are_none()
    {
        Deadline.After(TimeSpan.MaxValue).Should().Be(Deadline.None);
        Deadline.After(Timeout.InfiniteTimeSpan).Should().Be(Deadline.None);
        Deadline.After(TimeSpan.Zero).Should().Be(Deadline.Past);
        Deadline.After(TimeSpan.FromSeconds(-5)).Should().Be(Deadline.Past);
        Deadline.None.From(Deadline.Now).Should().Be(TimeSpan.MaxValue);
    }

    [Property(Arbitrary = [typeof(DeadlineSpec)])]
    public void The_queue_hands_out_timers_in_the_order_of_their_deadlines_whatever_was_done_to_it(Change[] changes)
    {
        var queue = new DeadlineQueue();
        Deadline[] times = [Deadline.None, .. Enumerable.Range(1, Latest).Select(hours => Deadline.After(TimeSpan.FromHours(hours)))];
        PollTimer[] timers = [.. Enumerable.Range(0, Timers).Select(_ => new PollTimer(_desc, Read))];
        var model = new Dictionary<PollTimer, Deadline>();
        foreach (Change change in changes)
        {
            PollTimer timer = timers[change.Timer];
            lock (queue.Gate) queue.Set(timer, times[change.Hours]);
            if (change.Hours == 0) model.Remove(timer);
            else model[timer] = times[change.Hours];
        }

        queue.Count.Should().Be(model.Count);
        foreach (Deadline expected in model.Values.Order())
        {
            queue.Earliest.Should().Be(expected);
            queue.Expire(expected, out PollTimer expired, out _).Should().BeTrue("it is time");
            model[expired].Should().Be(expected);
        }

        queue.Earliest.Should().Be(Deadline.None);
        queue.Expire(times[Latest], out _, out _).Should().BeFalse("none is left");
    }

    public static Arbitrary<Change> Changes() =>
        Gen.Choose(0, Timers - 1).SelectMany(timer => Gen.Choose(0, Latest).Select(hours => new Change(timer, hours))).ToArbitrary();

    /// <summary>The timer's deadline becomes the one in so many hours; 0 hours take it away.</summary>
    public sealed record Change(int Timer, int Hours);

    public void Dispose()
    {
        _loop.Close();
        _pair.Dispose();
    }

    private void Park(RecordingWaiter waiter, PollDirection direction)
    {
        while (_desc.Wait(direction, waiter) == WaitOutcome.Ready)
        {
            // An edge from before the buffer was full.
        }
    }

    private void ExpectTimeout()
    {
        Eventually.Equal(1, () => _waiter.Told.Count);
        _waiter.Told.Single().Should().BeOfType<TimeoutException>().Which.Message.Should().Be("i/o timeout");
    }
}
