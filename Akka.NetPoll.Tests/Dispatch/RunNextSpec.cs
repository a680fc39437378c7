using Akka.Dispatch;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>In what order a worker runs what its runnables schedule. One worker, so that no thief changes it.</summary>
public sealed class RunNextSpec : IDisposable
{
    private static readonly WorkerSettings One = new() { Count = 1, Max = 1 };

    private readonly WorkerPool _pool = new(One, cause => throw cause);
    private readonly List<string> _ran = [];
    private int _count;

    public RunNextSpec() => _pool.Acquire();

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

    private sealed class Twice(RunNextSpec spec) : IRunnable
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
