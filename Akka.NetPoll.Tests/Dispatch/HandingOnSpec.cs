using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>What becomes of the one role there is while the worker that has it blocks, and of the worker.</summary>
public sealed class HandingOnSpec : IDisposable
{
    private static readonly WorkerSettings One = NewSettings(stuckAfter: TimeSpan.FromMilliseconds(5));

    // So that nothing but the hand-over itself can have had an effect.
    private static readonly WorkerSettings WithoutMonitor = NewSettings(stuckAfter: TimeSpan.FromHours(1));

    private readonly PollLoop _loop = new(Multiplexer.Auto);
    private readonly SocketPair _pair = new();
    private readonly ManualResetEventSlim _release = new(), _done = new();
    private readonly List<WorkerPool> _pools = [];
    private readonly ConcurrentQueue<Exception> _thrown = new();

    [Fact]
    public void What_waits_runs_on_another_worker_while_the_only_one_blocks()
    {
        WorkerPool pool = NewPool(WithoutMonitor);

        pool.Execute(() =>
        {
            pool.Execute(() => { });
            pool.Execute(_done.Set);
            Block(_done);
        });

        Eventually.True(() => _done.IsSet);
    }

    [Fact]
    public void Another_worker_polls_while_the_only_one_blocks()
    {
        WorkerPool pool = NewPool(WithoutMonitor);
        RecordingWaiter waiter = Watch(pool);
        pool.Execute(() => Block(_release));
        Eventually.True(() => pool.Away == 1);

        _pair.Peer.Send([1]);

        Eventually.Equal(1, () => waiter.Told.Count);
    }

    [Fact]
    public void One_that_returns_before_another_has_taken_its_role_has_it_again()
    {
        WorkerPool pool = NewPool(WithoutMonitor);
        bool isAway = true;

        pool.Execute(() =>
        {
            using (Blocking.Begin())
            {
                // Nothing waits, and there is no loop to poll: no worker has been woken.
            }

            isAway = Worker.Current!.IsAway;
            _done.Set();
        });

        Eventually.True(() => _done.IsSet);
        isAway.Should().BeFalse();
        pool.WorkerCount.Should().Be(1);
    }

    [Fact]
    public void One_that_returns_after_another_has_taken_its_role_ends_its_runnable_without_and_parks()
    {
        WorkerPool pool = NewPool(WithoutMonitor);
        using var taken = new ManualResetEventSlim();
        bool isAway = false;
        Worker? first = null, last = null;

        pool.Execute(() =>
        {
            first = Worker.Current;
            pool.Execute(() =>
            {
                taken.Set();
                _release.Wait(Eventually.Limit);
                // The first worker could take this one if it had not parked.
                pool.Execute(() =>
                {
                    last = Worker.Current;
                    _done.Set();
                });
            });
            Block(taken);
            isAway = first!.IsAway;
        });

        Eventually.True(() => taken.IsSet && pool.Away == 0);
        isAway.Should().BeTrue("the other one has the role");
        pool.Running.Should().Be(1);
        _release.Set();
        Eventually.True(() => _done.IsSet);
        last.Should().NotBeSameAs(first);
        Eventually.Equal(1, () => pool.WorkerCount);
    }

    [Fact]
    public void What_one_without_a_role_schedules_runs_on_the_one_that_has_it()
    {
        WorkerPool pool = NewPool(WithoutMonitor);
        using var taken = new ManualResetEventSlim();
        Worker? first = null, last = null;

        pool.Execute(() =>
        {
            first = Worker.Current;
            pool.Execute(() =>
            {
                taken.Set();
                _release.Wait(Eventually.Limit);
            });
            Block(taken);
            pool.Execute(() =>
            {
                last = Worker.Current;
                _done.Set();
            });
            _release.Set();
            _done.Wait(Eventually.Limit);
        });

        Eventually.True(() => _done.IsSet);
        last.Should().NotBeNull().And.NotBeSameAs(first);
    }

    [Fact]
    public void One_that_blocks_again_before_it_has_a_role_changes_nothing()
    {
        WorkerPool pool = NewPool(WithoutMonitor);
        using var taken = new ManualResetEventSlim();

        pool.Execute(() =>
        {
            pool.Execute(() =>
            {
                taken.Set();
                _release.Wait(Eventually.Limit);
            });
            for (int i = 0; i < 3; i++) Block(taken);
            using (Blocking.Begin())
            {
                Block(taken);
            }

            _done.Set();
        });

        Eventually.True(() => _done.IsSet && pool.Away == 0);
        pool.Running.Should().Be(1);
        _release.Set();
        Eventually.True(() => pool.Running == 0);
    }

    [Fact]
    public void One_that_the_monitor_has_retaken_may_still_block_and_come_back()
    {
        WorkerPool pool = NewPool(One);
        Worker? worker = null;
        using var again = new ManualResetEventSlim();

        pool.Execute(() =>
        {
            worker = Worker.Current;
            _release.Wait(Eventually.Limit);
            Block(again);
            _done.Set();
        });
        Eventually.True(() => worker is { Absence: Absence.Retaken });
        _release.Set();
        Eventually.True(() => worker is { Absence: Absence.HandedOn });
        again.Set();

        Eventually.True(() => _done.IsSet && pool is { Away: 0, Running: 0 });
    }

    [Fact]
    public void What_one_that_was_stuck_for_long_schedules_runs_though_the_monitor_sleeps()
    {
        WorkerPool pool = NewPool(One);
        Watch(pool);
        pool.Execute(() =>
        {
            _release.Wait(Eventually.Limit);
            pool.Execute(_done.Set);
            _done.Wait(Eventually.Limit);
        });
        Eventually.True(() => pool is { IsMonitorAsleep: true, IsPollBlocked: true, Running: 0 });

        _release.Set();

        Eventually.True(() => _done.IsSet);
    }

    [Fact]
    public void Those_that_compute_for_long_get_few_others_beside_them()
    {
        WorkerPool pool = NewPool(One, new SeenThreads { AreAsleep = false });
        int begun = 0;

        for (int i = 0; i < 20; i++) pool.Execute(() => WaitForRelease(ref begun));

        Eventually.Equal(One.Count + One.Extra, () => pool.Away);
        begun.Should().Be(One.Count + One.Extra);
        pool.WorkerCount.Should().Be(One.Count + One.Extra);
    }

    [Fact]
    public void One_that_computed_and_then_blocks_is_replaced_after_all()
    {
        var threads = new SeenThreads { AreAsleep = false };
        WorkerPool pool = NewPool(One, threads);
        int begun = 0;
        for (int i = 0; i < One.Count + One.Extra; i++) pool.Execute(() => WaitForRelease(ref begun));
        pool.Execute(_done.Set);
        Eventually.Equal(One.Count + One.Extra, () => pool.Away);
        _done.IsSet.Should().BeFalse();

        threads.AreAsleep = true;

        Eventually.True(() => _done.IsSet);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Under_stress_nothing_is_lost_and_every_role_comes_back(int workers)
    {
        const int chains = 40, links = 300;
        WorkerPool pool = NewPool(new WorkerSettings { Count = workers, MaxBlocked = 60, KeepAlive = TimeSpan.FromMilliseconds(1), StuckAfter = TimeSpan.FromMilliseconds(1) });
        Watch(pool);
        using var left = new CountdownEvent(chains);

        for (int i = 0; i < chains; i++) Link(i, links);

        left.Wait(Eventually.Limit).Should().BeTrue($"{left.CurrentCount} chains have been lost");
        Eventually.True(() => pool is { Away: 0, Running: 0 } && pool.WorkerCount <= workers);

        // Each wakes the next, now from a wait that hands on, now from one that does not, now without any.
        void Link(int chain, int rest) => pool.Execute(() =>
        {
            if (rest == 0)
            {
                left.Signal();
                return;
            }

            using var next = new ManualResetEventSlim();
            switch ((chain + rest) % 4)
            {
                case 0: pool.Execute(next.Set); Block(next); break;
                case 1: pool.Execute(next.Set); next.Wait(Eventually.Limit); break;
                case 2: Compute(TimeSpan.FromMilliseconds(0.1)); break;
            }

            Link(chain, rest - 1);
        });
    }

    public void Dispose()
    {
        _release.Set();
        _done.Set();
        _loop.Close();
        foreach (WorkerPool pool in _pools)
        {
            pool.Release();
            Eventually.Equal(0, () => pool.WorkerCount);
        }

        _pair.Dispose();
        _thrown.Should().BeEmpty();
    }

    private static void Block(ManualResetEventSlim until)
    {
        using var blocking = Blocking.Begin();
        until.Wait(Eventually.Limit).Should().BeTrue();
    }

    private static void Compute(TimeSpan time)
    {
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < time) Thread.SpinWait(10);
    }

    private void WaitForRelease(ref int begun)
    {
        Interlocked.Increment(ref begun);
        _release.Wait(Eventually.Limit);
    }

    private static WorkerSettings NewSettings(TimeSpan stuckAfter) => new()
    {
        Count = 1, MaxBlocked = 8, Extra = 2, KeepAlive = TimeSpan.FromMilliseconds(20), StuckAfter = stuckAfter,
    };

    private WorkerPool NewPool(WorkerSettings settings, PoolThreads? threads = null)
    {
        var pool = new WorkerPool(settings, _thrown.Enqueue) { Threads = threads ?? new PoolThreads() };
        pool.Acquire();
        _pools.Add(pool);
        return pool;
    }

    private RecordingWaiter Watch(WorkerPool pool)
    {
        _loop.Open();
        pool.Start(_loop);
        var desc = new PollDesc(_pair.Ours, _loop);
        _loop.Watch(desc);
        var waiter = new RecordingWaiter();
        desc.Wait(PollDirection.Read, waiter);
        return waiter;
    }

    // Sees what the spec says.
    private sealed class SeenThreads : PoolThreads
    {
        public volatile bool AreAsleep;

        public override bool IsAsleep(WorkerThread thread) => AreAsleep;
    }
}
