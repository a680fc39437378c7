using Akka.Dispatch;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>In what order a worker runs and polls. One worker, so that no thief changes it.</summary>
public sealed class OneWorkerSpec : IDisposable
{
    private static readonly WorkerSettings One = new() { Count = 1, MaxBlocked = 0 };

    private readonly WorkerPool _pool = new(One, cause => throw cause);
    private readonly List<string> _ran = [];
    private int _count;

    public OneWorkerSpec() => _pool.Acquire();

    [Fact]
    public void What_was_scheduled_last_runs_next_and_the_rest_in_order()
    {
        Run(3, () =>
        {
            Schedule("a");
            Schedule("b");
            Schedule("c");
        });

        _ran.Should().Equal("c", "a", "b");
    }

    [Fact]
    public void What_a_runnable_schedules_runs_before_what_waits()
    {
        Run(4, () =>
        {
            Schedule("waits");
            Schedule("connection", () => Schedule("handler", () => Schedule("connection again")));
        });

        _ran.Should().Equal("connection", "handler", "connection again", "waits");
    }

    [Fact]
    public void A_chain_without_end_lets_what_waits_have_its_turn()
    {
        Run(101, () =>
        {
            Schedule("waits");
            Chain(100);
        });

        _ran.IndexOf("waits").Should().BeInRange(1, 10);

        void Chain(int left) => Schedule("chain", () =>
        {
            if (left > 1) Chain(left - 1);
        });
    }

    [Fact]
    public void A_runnable_that_schedules_itself_goes_to_the_end()
    {
        Run(3, () =>
        {
            Schedule("waits");
            _pool.Execute(new Twice(this));
        });

        _ran.Should().Equal("itself", "waits", "itself");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(1000)]
    public void However_many_keep_it_busy_it_polls_now_and_then(int busy)
    {
        using var pair = new SocketPair();
        var loop = new PollLoop(Backend.Name);
        loop.Open();
        _pool.Start(loop);
        var desc = new PollDesc(pair.Ours, loop);
        loop.Watch(desc);
        var waiter = new RecordingWaiter();
        desc.Wait(PollDirection.Read, waiter);

        _pool.Execute(() =>
        {
            for (int i = 0; i < busy; i++) _pool.Execute(new UntilTold(this, waiter));
        });
        Eventually.True(() => Volatile.Read(ref _count) > 10 * busy);
        pair.Peer.Send([1]);

        Eventually.Equal(1, () => waiter.Told.Count);
        loop.Close();
    }

    public void Dispose() => _pool.Release();

    // By the worker; returns when so many have run.
    private void Run(int count, Action schedule)
    {
        _pool.Execute(schedule);
        Eventually.Equal(count, () => Volatile.Read(ref _count));
    }

    private void Schedule(string name, Action? then = null) => _pool.Execute(() =>
    {
        _ran.Add(name);
        then?.Invoke();
        Interlocked.Increment(ref _count);
    });

    private sealed class UntilTold(OneWorkerSpec spec, RecordingWaiter waiter) : IRunnable
    {
        public void Run()
        {
            Interlocked.Increment(ref spec._count);
            if (waiter.Told.IsEmpty) spec._pool.Execute(this);
        }

        public void Execute() => Run();
    }

    private sealed class Twice(OneWorkerSpec spec) : IRunnable
    {
        private int _runs;

        public void Run()
        {
            spec._ran.Add("itself");
            if (++_runs == 1) spec._pool.Execute(this);
            Interlocked.Increment(ref spec._count);
        }

        public void Execute() => Run();
    }
}
