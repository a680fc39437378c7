using System.Diagnostics;
using Akka.Dispatch;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

public sealed class WorkerPoolSpec : IDisposable
{
    private static readonly WorkerSettings Two = new() { Count = 2, MaxBlocked = 4, KeepAlive = TimeSpan.FromMilliseconds(50) };

    private readonly List<Exception> _reported = [];
    private readonly PollLoop _loop = new(Multiplexer.Auto);
    private readonly SocketPair _pair = new();
    // What is stuck waits for it without a limit: past that, what must not wait for it would be found to work.
    private readonly ManualResetEventSlim _release = new();
    private readonly WorkerPool _pool;

    public WorkerPoolSpec()
    {
        _pool = new WorkerPool(Two, _reported.Add);
        _pool.Acquire();
    }

    [Fact]
    public void It_runs_what_it_is_given()
    {
        using var done = new CountdownEvent(100);

        for (int i = 0; i < 100; i++) _pool.Execute(() => done.Signal());

        done.Wait(Eventually.Limit).Should().BeTrue();
    }

    [Fact]
    public void What_a_worker_schedules_runs_on_that_worker()
    {
        using var done = new ManualResetEventSlim();
        int outer = 0, inner = 0;

        _pool.Execute(() =>
        {
            outer = Environment.CurrentManagedThreadId;
            _pool.Execute(() =>
            {
                inner = Environment.CurrentManagedThreadId;
                done.Set();
            });
        });

        done.Wait(Eventually.Limit).Should().BeTrue();
        inner.Should().Be(outer);
    }

    [Fact]
    public void What_a_runnable_throws_is_reported_and_the_worker_goes_on()
    {
        using var done = new ManualResetEventSlim();
        _pool.Execute(() => throw new InvalidOperationException("thrown by the spec"));

        _pool.Execute(done.Set);

        done.Wait(Eventually.Limit).Should().BeTrue();
        Eventually.Equal(1, () => _reported.Count);
    }

    [Fact]
    public void Async_locals_of_one_runnable_do_not_reach_the_next()
    {
        var local = new AsyncLocal<string?>();
        using var done = new ManualResetEventSlim();
        string? seen = "nothing yet";

        _pool.Execute(() =>
        {
            local.Value = "left behind";
            _pool.Execute(() =>
            {
                seen = local.Value;
                done.Set();
            });
        });

        done.Wait(Eventually.Limit).Should().BeTrue();
        seen.Should().BeNull();
    }

    [Fact]
    public void An_idle_worker_polls_and_tells_the_waiter()
    {
        PollDesc desc = Watch();
        var waiter = new RecordingWaiter();
        desc.Wait(PollDirection.Read, waiter);

        _pair.Peer.Send([1]);

        Eventually.Equal(1, () => waiter.Told.Count);
    }

    [Fact]
    public void A_blocked_poll_is_broken_by_work_from_outside()
    {
        Watch();
        Eventually.True(() => _pool.IsPollBlocked && _pool.Running == 0);
        using var done = new ManualResetEventSlim();

        _pool.Execute(done.Set);

        done.Wait(Eventually.Limit).Should().BeTrue();
        _pool.Workers.Should().HaveCount(1, "the worker that polled has run it");
    }

    [Fact]
    public void With_every_worker_stuck_another_polls()
    {
        PollDesc desc = Watch();
        var waiter = new RecordingWaiter();
        desc.Wait(PollDirection.Read, waiter);
        Stick(Two.Count);

        _pair.Peer.Send([1]);

        Eventually.Equal(1, () => waiter.Told.Count);
    }

    [Fact]
    public void With_every_worker_stuck_what_is_scheduled_runs()
    {
        Stick(Two.Count);
        using var done = new ManualResetEventSlim();

        _pool.Execute(done.Set);

        done.Wait(Eventually.Limit).Should().BeTrue();
    }

    [Fact]
    public void What_a_stuck_worker_has_scheduled_runs_elsewhere()
    {
        using var done = new ManualResetEventSlim();

        _pool.Execute(() =>
        {
            _pool.Execute(done.Set);
            _release.Wait();
        });

        done.Wait(Eventually.Limit).Should().BeTrue();
    }

    [Fact]
    public void However_many_are_stuck_there_are_never_more_workers_than_allowed()
    {
        for (int i = 0; i < 3 * Two.Max; i++) _pool.Execute(() => _release.Wait());

        Eventually.Equal(Two.Max, () => _pool.Workers.Length);
        _pool.Workers.Should().HaveCount(Two.Max);
    }

    [Fact]
    public void Added_workers_end_when_they_are_needed_no_more()
    {
        Stick(Two.Count);
        using var done = new ManualResetEventSlim();
        _pool.Execute(done.Set);
        done.Wait(Eventually.Limit).Should().BeTrue();
        _pool.Workers.Length.Should().BeGreaterThan(Two.Count);

        _release.Set();

        Eventually.True(() => _pool.Workers.Length <= Two.Count);
    }

    [Fact]
    public void Many_that_take_long_are_shared_by_the_workers()
    {
        using var done = new CountdownEvent(200);
        var threads = new HashSet<int>();

        _pool.Execute(() =>
        {
            for (int i = 0; i < 200; i++) _pool.Execute(() => Work());
        });

        done.Wait(Eventually.Limit).Should().BeTrue();
        threads.Count.Should().BeGreaterThan(1);

        void Work()
        {
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(0.5)) Thread.SpinWait(10);
            lock (threads) threads.Add(Environment.CurrentManagedThreadId);
            done.Signal();
        }
    }

    [Fact]
    public void After_the_last_release_workers_end_and_nothing_queued_is_lost()
    {
        int ran = 0;
        for (int i = 0; i < 1000; i++) _pool.Execute(() => Interlocked.Increment(ref ran));

        _pool.Release();

        Eventually.Equal(1000, () => Volatile.Read(ref ran));
        Eventually.Equal(0, () => _pool.Workers.Length);
    }

    [Fact]
    public void What_comes_after_the_workers_have_ended_runs_too()
    {
        _pool.Release();
        Eventually.Equal(0, () => _pool.Workers.Length);
        using var done = new ManualResetEventSlim();

        _pool.Execute(done.Set);

        done.Wait(Eventually.Limit).Should().BeTrue();
    }

    [Fact]
    public void While_the_loop_is_open_a_worker_stays_to_poll()
    {
        PollDesc desc = Watch();
        _pool.Release();
        var waiter = new RecordingWaiter();
        desc.Wait(PollDirection.Read, waiter);

        _pair.Peer.Send([1]);

        Eventually.Equal(1, () => waiter.Told.Count);
        _loop.Close();
        Eventually.Equal(0, () => _pool.Workers.Length);
    }

    [Fact]
    public void A_second_loop_gets_a_thread_of_its_own()
    {
        Watch();
        var second = new PollLoop(Backend.Name);
        second.Open();
        _pool.Start(second);
        using var pair = new SocketPair();
        var desc = new PollDesc(pair.Ours, second);
        second.Watch(desc);
        var waiter = new RecordingWaiter();
        desc.Wait(PollDirection.Read, waiter);

        pair.Peer.Send([1]);

        Eventually.Equal(1, () => waiter.Told.Count);
        second.Close();
    }

    [Fact]
    public void Scheduling_and_running_allocates_nothing()
    {
        using var done = new ManualResetEventSlim();
        var again = new Again(_pool, 10_000, done);

        _pool.Execute(again);

        done.Wait(Eventually.Limit).Should().BeTrue();
        again.Allocated.Should().Be(0);
    }

    public void Dispose()
    {
        _release.Set();
        _loop.Close();
        _pool.Release();
        _pair.Dispose();
    }

    private PollDesc Watch()
    {
        _loop.Open();
        _pool.Start(_loop);
        var desc = new PollDesc(_pair.Ours, _loop);
        _loop.Watch(desc);
        return desc;
    }

    private void Stick(int workers)
    {
        using var stuck = new CountdownEvent(workers);
        for (int i = 0; i < workers; i++)
        {
            _pool.Execute(() =>
            {
                stuck.Signal();
                _release.Wait();
            });
        }

        stuck.Wait(Eventually.Limit).Should().BeTrue();
    }

    private sealed class Again(WorkerPool pool, int times, ManualResetEventSlim done) : IRunnable
    {
        private long _before;
        private int _runs;

        public long Allocated { get; private set; } = -1;

        public void Run()
        {
            if (_runs == 0) _before = GC.GetAllocatedBytesForCurrentThread();
            if (++_runs < times)
            {
                pool.Execute(this);
                return;
            }

            Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
            done.Set();
        }

        public void Execute() => Run();
    }
}
