using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>How long a poll sleeps and what wakes it, what it counts, and what becomes of a multiplexer that has failed.</summary>
public sealed class PollLoopEdgesSpec : IDisposable
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly SocketPair _pair = new();
    private readonly FakeMultiplexer _multiplexer = new();
    private readonly PollLoop _loop;
    private readonly RecordingWaiter _waiter = new();

    public PollLoopEdgesSpec()
    {
        _loop = new PollLoop("fake", _ => _multiplexer);
        _loop.Open();
    }

    [Fact]
    public void Open_it_is_not_opened_again() => _loop.Open().Should().BeFalse();

    [Fact]
    public void A_forgotten_socket_leaves_the_kernels_queue()
    {
        PollDesc desc = Watch();

        _loop.Forget(desc).Should().BeTrue();

        _multiplexer.Added.Should().BeEmpty();
    }

    [Fact]
    public void A_socket_disposed_too_early_is_not_added_again_and_its_waiter_fails()
    {
        var loop = new PollLoop(Multiplexer.Auto);
        loop.Open();
        PollDesc desc = PollFd.Watched(_pair.Ours, loop).Desc;
        desc.Wait(PollDirection.Read, _waiter);
        _pair.Ours.Dispose();
        loop.Close();

        loop.Open();

        loop.Close();
        _waiter.Told.Should().ContainSingle().Which.Should().BeOfType<MultiplexerException>().Which.Errno.Should().Be(Refusals.NotOpen);
    }

    [Fact]
    public void A_wait_that_a_deadline_ends_counts_as_told_and_a_deadline_without_a_wait_does_not()
    {
        PollDesc desc = Watch();
        desc.Wait(PollDirection.Read, _waiter);
        var soon = Deadline.After(TimeSpan.FromMilliseconds(1));
        desc.SetDeadline(PollDirection.Both, soon);
        Eventually.True(() => Deadline.Now > soon);
        _multiplexer.Report();

        _loop.Poll(Never).Should().Be(1);

        _waiter.Told.Should().ContainSingle().Which.Should().BeOfType<TimeoutException>();
    }

    [Theory]
    [InlineData(1, 3600, 1)] // The limit comes first.
    [InlineData(3600, 1, 1)] // The deadline does.
    public void It_sleeps_until_its_limit_or_the_earliest_deadline_whichever_is_first(int limit, int deadline, int atMost)
    {
        Watch().SetDeadline(PollDirection.Read, Deadline.After(TimeSpan.FromSeconds(deadline)));
        _multiplexer.Report();

        _loop.Poll(TimeSpan.FromSeconds(limit));

        _multiplexer.Timeouts.Should().ContainSingle().Which.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(atMost));
    }

    [Fact]
    public void Taking_a_deadline_away_wakes_no_thread()
    {
        PollDesc desc = Watch();
        _multiplexer.During(() => desc.SetDeadline(PollDirection.Read, Deadline.None));

        _loop.Poll(Never);

        _multiplexer.Wakes.Should().Be(0);
    }

    [Fact]
    public void After_a_poll_a_deadline_wakes_no_thread()
    {
        PollDesc desc = Watch();
        _multiplexer.Report();
        _loop.Poll(Never);

        desc.SetDeadline(PollDirection.Read, Deadline.After(TimeSpan.FromSeconds(1)));
        desc.SetDeadline(PollDirection.Read, Deadline.Past);

        _multiplexer.Wakes.Should().Be(0);
    }

    [Fact]
    public void Closed_while_it_sleeps_it_is_woken()
    {
        int wakes = 0;
        _multiplexer.During(() =>
        {
            _loop.Close();
            wakes = _multiplexer.Wakes;
        });

        _loop.Poll(Never);

        wakes.Should().Be(1);
    }

    [Fact]
    public void Once_the_multiplexer_has_failed_the_loop_is_closed_and_what_is_watched_waits_for_the_next()
    {
        _multiplexer.Fail(9);

        _loop.Poll(Never).Should().Be(PollLoop.NotPolled);

        (_loop.IsOpen, _multiplexer.Disposed).Should().Be((false, true));
        _multiplexer.AddError = 1;
        _loop.Watch(new PollDesc(_pair.Ours, _loop)).Should().BeNull("the broken multiplexer is not asked");
    }

    [Fact]
    public void A_multiplexer_that_needs_arming_is_armed_anew_for_each_waiter()
    {
        var loop = new PollLoop(OperatingSystem.IsWindows() ? "afd" : "poll");
        loop.Open();
        var desc = new PollDesc(_pair.Ours, loop);
        loop.Watch(desc);
        desc.Wait(PollDirection.Read, _waiter).Should().Be(WaitOutcome.Parked);
        loop.Close();
        loop.Open();

        _pair.Peer.Send([1]);
        Eventually.True(() => _pair.Ours.Available > 0);
        loop.Poll(TimeSpan.Zero).Should().Be(1);

        _waiter.Told.Should().Equal(PollDirection.Read);
        loop.Close();
    }

    [Fact]
    public void A_thread_that_polls_keeps_no_process_alive()
    {
        Thread? polling = null;
        _multiplexer.During(() => Volatile.Write(ref polling, Thread.CurrentThread));

        new PollThread().Start(_loop);

        Eventually.True(() => Volatile.Read(ref polling) is not null);
        (polling!.IsBackground, polling.Name).Should().Be((true, "akka.netpoll.poll-thread"));
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
}
