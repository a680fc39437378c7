using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

public sealed class PollLoopSpec : IDisposable
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly SocketPair _pair = new();
    private readonly FakeMultiplexer _multiplexer = new();
    private readonly PollLoop _loop;
    private readonly RecordingWaiter _waiter = new();

    public PollLoopSpec()
    {
        _loop = new PollLoop("fake", _ => _multiplexer);
        _loop.Open();
    }

    [Fact]
    public void Poll_says_how_many_waiters_it_told()
    {
        PollDesc waited = Watch(), other = Watch();
        waited.Wait(PollDirection.Read, _waiter);
        _multiplexer.Report(new PollEvent(waited.Key, Readiness.Read), new PollEvent(other.Key, Readiness.Read));

        _loop.Poll(Never).Should().Be(1);

        _waiter.Told.Should().Equal(PollDirection.Read);
    }

    [Fact]
    public void A_late_event_does_not_reach_the_slots_next_owner()
    {
        PollDesc old = Watch();
        long lateKey = old.Key;
        _loop.Forget(old);
        PollDesc next = Watch();
        next.Wait(PollDirection.Read, _waiter);
        _multiplexer.Report(new PollEvent(lateKey, Readiness.Read | Readiness.OnlyError));

        _loop.Poll(Never).Should().Be(0);

        _waiter.Told.Should().BeEmpty();
        next.IsWaitedFor(PollDirection.Read).Should().BeTrue();
    }

    [Fact]
    public void An_event_for_a_socket_forgotten_during_the_wait_finds_no_desc()
    {
        PollDesc desc = Watch();
        desc.Wait(PollDirection.Read, _waiter);
        _multiplexer.During(() => _loop.Forget(desc));
        _multiplexer.Report(new PollEvent(desc.Key, Readiness.Read));

        _loop.Poll(Never);
        _loop.Poll(Never).Should().Be(0);

        _waiter.Told.Should().ContainSingle().Which.Should().BeOfType<ObjectDisposedException>();
    }

    [Fact]
    public void Once_the_end_of_the_stream_is_reported_reads_must_drain()
    {
        PollDesc desc = Watch();
        _multiplexer.Report(new PollEvent(desc.Key, Readiness.Read));
        _loop.Poll(Never);
        desc.MustDrain.Should().BeFalse();

        _multiplexer.Report(new PollEvent(desc.Key, Readiness.Read | Readiness.ShortReads));
        _multiplexer.Report(new PollEvent(desc.Key, Readiness.Read));
        _loop.Poll(Never);
        _loop.Poll(Never);

        desc.MustDrain.Should().BeTrue();
    }

    [Fact]
    public void A_waiter_that_throws_costs_the_others_nothing()
    {
        PollDesc first = Watch(), second = Watch();
        first.Wait(PollDirection.Read, new ThrowingWaiter());
        second.Wait(PollDirection.Read, _waiter);
        _multiplexer.Report(new PollEvent(first.Key, Readiness.Read), new PollEvent(second.Key, Readiness.Read));

        _loop.Poll(Never).Should().Be(1);

        _waiter.Told.Should().Equal(PollDirection.Read);
    }

    [Fact]
    public void The_earliest_deadline_bounds_the_wait()
    {
        PollDesc desc = Watch();
        desc.SetDeadline(PollDirection.Read, Deadline.After(TimeSpan.FromHours(1)));
        _multiplexer.Report();

        _loop.Poll(Never);

        _multiplexer.Timeouts.Should().ContainSingle()
            .Which.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromHours(1));
    }

    [Fact]
    public void A_deadline_set_while_it_sleeps_wakes_it_only_if_it_is_earlier()
    {
        PollDesc desc = Watch();
        desc.SetDeadline(PollDirection.Read, Deadline.After(TimeSpan.FromMinutes(1)));
        int after = -1, later = -1;
        _multiplexer.During(() =>
        {
            desc.SetDeadline(PollDirection.Write, Deadline.After(TimeSpan.FromHours(1)));
            later = _multiplexer.Wakes;
            desc.SetDeadline(PollDirection.Write, Deadline.After(TimeSpan.FromSeconds(1)));
            after = _multiplexer.Wakes;
        });

        _loop.Poll(Never);

        (later, after).Should().Be((0, 1));
    }

    [Fact]
    public void While_no_thread_polls_a_deadline_wakes_none()
    {
        Watch().SetDeadline(PollDirection.Read, Deadline.After(TimeSpan.FromSeconds(1)));

        _multiplexer.Wakes.Should().Be(0);
    }

    [Fact]
    public void Only_one_thread_polls_at_a_time()
    {
        int second = 0;
        _multiplexer.During(() => second = _loop.Poll(TimeSpan.Zero));

        _loop.Poll(Never).Should().Be(0);

        second.Should().Be(PollLoop.NotPolled);
    }

    [Fact]
    public void Closing_disposes_the_multiplexer_once_the_thread_that_polls_has_left()
    {
        bool disposedDuring = true;
        _multiplexer.During(() =>
        {
            _loop.Close();
            disposedDuring = _multiplexer.Disposed;
        });

        _loop.Poll(Never);

        disposedDuring.Should().BeFalse();
        _multiplexer.Disposed.Should().BeTrue();
        _loop.Poll(Never).Should().Be(PollLoop.NotPolled);
    }

    [Fact]
    public void Closing_while_no_thread_polls_disposes_at_once()
    {
        _loop.Close();

        _multiplexer.Disposed.Should().BeTrue();
    }

    [Fact]
    public void What_the_multiplexer_refuses_is_not_watched()
    {
        _multiplexer.AddError = 1;
        var desc = new PollDesc(_pair.Ours, _loop);

        _loop.Watch(desc)!.Errno.Should().Be(1);

        _loop.Table.Count.Should().Be(0);
    }

    [Fact]
    public void Opened_again_it_watches_every_socket_under_the_same_key()
    {
        PollDesc first = Watch(), second = Watch();
        _loop.Forget(first);
        _loop.Close();
        _multiplexer.Added.Clear();

        _loop.Open().Should().BeTrue();

        _multiplexer.Added.Should().Equal(new Dictionary<int, long> { [second.Fd] = second.Key });
    }

    public void Dispose()
    {
        _loop.Close();
        _pair.Dispose();
    }

    private PollDesc Watch()
    {
        var desc = new PollDesc(_pair.Ours, _loop);
        _loop.Watch(desc).Should().BeNull();
        return desc;
    }

    private sealed class ThrowingWaiter : IPollWaiter
    {
        public void Ready(PollDirection direction) => throw new InvalidOperationException("thrown by the spec");

        public void Failed(PollDirection direction, Exception cause)
        {
        }
    }
}
