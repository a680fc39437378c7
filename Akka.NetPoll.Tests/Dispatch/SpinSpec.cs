using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>An idle worker that looks for events instead of sleeping: here it never sleeps, so that nothing but looking can find what comes.</summary>
public sealed class SpinSpec : IDisposable
{
    private static readonly WorkerSettings Endless = Spinning(TimeSpan.FromHours(1));

    private readonly PollLoop _loop = new(Multiplexer.Auto);
    private readonly SocketPair _pair = new();
    private readonly WorkerPool _pool = new(Endless, cause => throw cause);

    public SpinSpec()
    {
        _pool.Acquire();
        _loop.Open();
        _pool.Start(_loop);
        Eventually.True(() => _pool.Polls > 100);
    }

    [Fact]
    public void An_event_is_told()
    {
        var desc = new PollDesc(_pair.Ours, _loop);
        _loop.Watch(desc);
        var waiter = new RecordingWaiter();
        desc.Wait(PollDirection.Read, waiter);

        _pair.Peer.Send([1]);

        Eventually.Equal(1, () => waiter.Told.Count);
    }

    [Fact]
    public void What_comes_from_outside_runs()
    {
        for (int i = 0; i < 100; i++)
        {
            using var done = new ManualResetEventSlim();
            _pool.Execute(done.Set);
            done.Wait(Eventually.Limit).Should().BeTrue();
        }
    }

    [Fact]
    public void What_a_stuck_worker_leaves_behind_is_taken_though_a_look_swallows_the_wake_up()
    {
        for (int i = 0; i < 5; i++)
        {
            using var done = new ManualResetEventSlim();
            using var left = new ManualResetEventSlim();
            _pool.Execute(() =>
            {
                _pool.Execute(done.Set);
                left.Wait(); // Without a limit: it would run the other itself when that has passed.
            });

            bool ran = done.Wait(Eventually.Limit);
            left.Set();
            ran.Should().BeTrue();
        }
    }

    [Fact]
    public void Without_it_an_idle_worker_sleeps_in_the_poll()
    {
        var loop = new PollLoop(Backend.Name);
        loop.Open();
        var pool = new WorkerPool(Spinning(TimeSpan.Zero), cause => throw cause);
        pool.Acquire();
        pool.Start(loop);
        Eventually.True(() => pool.IsPollBlocked && pool.Running == 0);
        int polls = pool.Polls;
        int looks = _pool.Polls;

        Eventually.True(() => _pool.Polls > looks + 100); // Meanwhile the one that looks has looked often.

        pool.Polls.Should().BeInRange(polls, polls + 1);
        loop.Close();
        pool.Release();
    }

    public void Dispose()
    {
        _loop.Close();
        _pool.Release();
        _pair.Dispose();
    }

    private static WorkerSettings Spinning(TimeSpan time) => new() { Count = 2, MaxBlocked = 1, SpinFor = time };
}
