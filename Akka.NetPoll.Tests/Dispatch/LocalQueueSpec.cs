using System.Runtime.CompilerServices;
using Akka.Dispatch;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

public sealed class LocalQueueSpec
{
    private readonly LocalQueue _queue = new();
    private readonly LocalQueue _thief = new();

    [Fact]
    public void What_is_pushed_is_popped_in_order()
    {
        IRunnable[] pushed = Push(5);

        Pop(_queue).Should().Equal(pushed);
        _queue.TryPop().Should().BeNull();
    }

    [Fact]
    public void It_goes_round_and_round()
    {
        for (int i = 0; i < 100; i++)
        {
            IRunnable[] pushed = Push(LocalQueue.Capacity / 2 + 1);
            Pop(_queue).Should().Equal(pushed);
        }
    }

    [Fact]
    public void A_full_one_refuses()
    {
        Push(LocalQueue.Capacity);

        _queue.TryPush(new Nothing()).Should().BeFalse();

        _queue.TryPop();
        _queue.TryPush(new Nothing()).Should().BeTrue();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(7, 4)]
    [InlineData(LocalQueue.Capacity, LocalQueue.Capacity / 2)]
    public void A_thief_takes_the_older_half_in_order(int count, int stolen)
    {
        IRunnable[] pushed = Push(count);

        IRunnable? first = _queue.StealHalf(_thief);

        first.Should().BeSameAs(pushed[0]);
        Pop(_thief).Should().Equal(pushed[1..stolen]);
        Pop(_queue).Should().Equal(pushed[stolen..]);
    }

    [Fact]
    public void From_an_empty_one_nothing_is_stolen() => _queue.StealHalf(_thief).Should().BeNull();

    [Fact]
    public void What_was_stolen_is_not_kept_alive()
    {
        WeakReference stolen = PushAndSteal();

        _queue.Forget();

        Eventually.True(() =>
        {
            GC.Collect();
            return !stolen.IsAlive;
        });

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference PushAndSteal()
        {
            _queue.TryPush(new Nothing());
            return new WeakReference(_queue.StealHalf(_thief));
        }
    }

    [Fact]
    public void Under_stress_each_is_taken_exactly_once()
    {
        const int total = 300_000;
        int ended = 0;
        int[] taken = new int[total];
        Thread[] thieves = Enumerable.Range(0, 2).Select(_ => new Thread(Steal)).ToArray();
        foreach (Thread thief in thieves) thief.Start();

        for (int i = 0; i < total;)
        {
            if (_queue.TryPush(new Numbered(i))) i++;
            if (i % 3 == 0) Take(_queue.TryPop());
        }

        while (_queue.TryPop() is { } rest) Take(rest);
        Volatile.Write(ref ended, 1);
        foreach (Thread thief in thieves) thief.Join();
        taken.Should().OnlyContain(times => times == 1);

        void Steal()
        {
            var own = new LocalQueue();
            while (Volatile.Read(ref ended) == 0)
            {
                Take(_queue.StealHalf(own));
                while (own.TryPop() is { } next) Take(next);
            }
        }

        void Take(IRunnable? runnable)
        {
            if (runnable is Numbered numbered) Interlocked.Increment(ref taken[numbered.Number]);
        }
    }

    private IRunnable[] Push(int count)
    {
        IRunnable[] all = Enumerable.Range(0, count).Select(_ => (IRunnable)new Nothing()).ToArray();
        all.Should().OnlyContain(runnable => _queue.TryPush(runnable));
        return all;
    }

    private static List<IRunnable> Pop(LocalQueue queue)
    {
        var popped = new List<IRunnable>();
        while (queue.TryPop() is { } runnable) popped.Add(runnable);
        return popped;
    }

    private class Nothing : IRunnable
    {
        public void Run()
        {
        }

        public void Execute() => Run();
    }

    private sealed class Numbered(int number) : Nothing
    {
        public int Number => number;
    }
}
