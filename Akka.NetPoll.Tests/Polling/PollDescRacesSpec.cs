using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>A wait against what ends it, both interleavings of each pair and then many threads at once.</summary>
public sealed class PollDescRacesSpec : IDisposable
{
    private const PollDirection Read = PollDirection.Read;

    private readonly SocketPair _pair = new();
    private readonly FakeMultiplexer _multiplexer = new() { IsEdgeTriggered = false };
    private readonly PollLoop _loop;
    private readonly PollDesc _desc;

    public PollDescRacesSpec()
    {
        _loop = new PollLoop("fake", _ => _multiplexer);
        _loop.Open();
        _desc = PollFd.Watched(_pair.Ours, _loop).Desc;
    }

    public static TheoryData<string, object> Endings => new()
    {
        { "ready", WaitOutcome.Ready },
        { "closing", WaitOutcome.Closing },
        { "expired", WaitOutcome.DeadlineExceeded },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void What_comes_before_the_wait_is_its_answer(string ending, object outcome)
    {
        End(ending);

        _desc.Wait(Read, new RecordingWaiter()).Should().Be((WaitOutcome)outcome);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void What_comes_after_the_parking_tells_the_waiter(string ending, object outcome)
    {
        var waiter = new RecordingWaiter();
        _desc.Wait(Read, waiter).Should().Be(WaitOutcome.Parked);

        End(ending);

        waiter.Told.Should().ContainSingle().Which.Should().BeOfType(Told((WaitOutcome)outcome));
    }

    // The first look at the reasons would have found none and leaves no trace, so what follows it is all that is left of the wait.
    [Theory]
    [MemberData(nameof(Endings))]
    public void What_comes_between_the_check_and_the_parking_is_not_lost(string ending, object outcome)
    {
        var waiter = new RecordingWaiter();
        End(ending);

        _desc.ParkAndLookAgain(Read, waiter).Should().Be((WaitOutcome)outcome);

        waiter.Told.Should().BeEmpty();
        _desc.IsWaitedFor(PollDirection.Read).Should().BeFalse();
    }

    // A multiplexer that must be armed is armed between the parking and the second look.
    [Theory]
    [MemberData(nameof(Endings))]
    public void What_comes_between_the_parking_and_the_second_look_answers_once(string ending, object outcome)
    {
        var waiter = new RecordingWaiter();
        _multiplexer.WhenArmed = () => End(ending);

        _desc.Wait(Read, waiter).Should().Be(WaitOutcome.Parked, "what ended it has told the waiter");

        waiter.Told.Should().ContainSingle().Which.Should().BeOfType(Told((WaitOutcome)outcome));
    }

    [Fact]
    public void A_deadline_cleared_right_after_it_fired_does_not_fail_later_waits()
    {
        var waiter = new RecordingWaiter();
        _desc.SetDeadline(Read, Deadline.Past);

        _desc.SetDeadline(Read, Deadline.None);

        _desc.Wait(Read, waiter).Should().Be(WaitOutcome.Parked);
    }

    [Fact]
    public void Under_stress_every_wait_is_answered_exactly_once()
    {
        const int waits = 20_000;
        using var stop = new CancellationTokenSource();
        var poller = new Thread(() => Repeat(() => _desc.Ready(PollDirection.Both, false), stop.Token));
        var clock = new Thread(() => Repeat(FlipDeadline, stop.Token));
        poller.Start();
        clock.Start();
        var waiter = new CountingWaiter();

        for (int i = 1; i <= waits; i++)
        {
            WaitOutcome outcome = _desc.Wait(Read, waiter);
            if (outcome != WaitOutcome.Parked) waiter.Answered();
            int expected = i;
            Eventually.True(() => waiter.Answers >= expected, $"wait {expected} must be answered");
        }

        stop.Cancel();
        poller.Join();
        clock.Join();
        waiter.Answers.Should().Be(waits);
    }

    [Fact]
    public void Closing_against_waiting_leaves_no_waiter_parked()
    {
        for (int i = 0; i < 2_000; i++)
        {
            var desc = new PollDesc(_pair.Ours, _loop);
            var waiter = new CountingWaiter();
            var outcome = WaitOutcome.Ready;

            Parallel.Invoke(desc.Close, () => outcome = desc.Wait(Read, waiter));

            desc.IsWaitedFor(PollDirection.Read).Should().BeFalse();
            (outcome == WaitOutcome.Closing ? 1 : waiter.Answers).Should().Be(1);
        }
    }

    public void Dispose() => _pair.Dispose();

    private static void Repeat(Action action, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            action();
            Thread.Yield();
        }
    }

    private void FlipDeadline()
    {
        _desc.SetDeadline(Read, Deadline.Past);
        _desc.SetDeadline(Read, Deadline.None);
    }

    private void End(string ending)
    {
        switch (ending)
        {
            case "ready": _desc.Ready(Read, false); break;
            case "closing": _desc.Close(); break;
            default: _desc.SetDeadline(Read, Deadline.Past); break;
        }
    }

    private static Type Told(WaitOutcome outcome) => outcome switch
    {
        WaitOutcome.Ready => typeof(PollDirection),
        WaitOutcome.Closing => typeof(ObjectDisposedException),
        _ => typeof(TimeoutException),
    };

    private sealed class CountingWaiter : IPollWaiter
    {
        private int _answers;

        public int Answers => Volatile.Read(ref _answers);

        public void Answered() => Interlocked.Increment(ref _answers);

        public void Ready(PollDirection direction) => Answered();

        public void Failed(PollDirection direction, Exception cause) => Answered();
    }
}
