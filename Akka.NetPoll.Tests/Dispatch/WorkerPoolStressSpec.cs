using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>The pool's invariants with more workers than cores, so that they are preempted anywhere.</summary>
public sealed class WorkerPoolStressSpec
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Work_from_outside_and_inside_is_never_lost(int workers)
    {
        const int producers = 3, each = 3_000;
        WorkerPool pool = NewPool(workers);
        using var done = new CountdownEvent(producers * each * 2);

        Parallel.For(0, producers, _ =>
        {
            for (int i = 0; i < each; i++)
            {
                pool.Execute(() =>
                {
                    pool.Execute(() => done.Signal());
                    done.Signal();
                });
                if (i % 64 == 0) Thread.Yield();
            }
        });

        done.Wait(Eventually.Limit).Should().BeTrue($"{done.CurrentCount} are lost");
        pool.Release();
        Eventually.Equal(0, () => pool.Workers.Length);
    }

    // One at a time, so that the pool goes idle between any two: each is a wake-up that could be lost.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_wake_up_is_never_lost(int workers)
    {
        WorkerPool pool = NewPool(workers);
        var loop = new PollLoop(Backend.Name);
        loop.Open();
        pool.Start(loop);

        for (int i = 0; i < 3_000; i++)
        {
            int ran = 0;
            pool.Execute(() => Volatile.Write(ref ran, 1));
            Eventually.True(() => Volatile.Read(ref ran) == 1, $"runnable {i} must run");
        }

        loop.Close();
        pool.Release();
        Eventually.Equal(0, () => pool.Workers.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void No_event_is_lost_between_blocking_and_other_work(int workers)
    {
        WorkerPool pool = NewPool(workers);
        var loop = new PollLoop(Backend.Name);
        loop.Open();
        pool.Start(loop);
        using var pair = new SocketPair();
        var desc = new PollDesc(pair.Ours, loop);
        loop.Watch(desc);
        using var stop = new CancellationTokenSource();
        var disturbance = new Thread(() => Disturb(pool, stop.Token));
        disturbance.Start();

        byte[] buffer = new byte[1];
        for (int i = 0; i < 2_000; i++)
        {
            var waiter = new RecordingWaiter();
            desc.Reset(PollDirection.Read);
            WaitOutcome outcome = desc.Wait(PollDirection.Read, waiter);
            pair.Peer.Send([(byte)i]);
            if (outcome == WaitOutcome.Parked) Eventually.True(() => !waiter.Told.IsEmpty, $"event {i} must be told");
            Eventually.True(() => pair.Ours.Receive(buffer, System.Net.Sockets.SocketFlags.None, out _) == 1);
        }

        stop.Cancel();
        disturbance.Join();
        loop.Close();
        pool.Release();
        Eventually.Equal(0, () => pool.Workers.Length);
    }

    [Fact]
    public void Ending_and_being_needed_again_loses_nothing()
    {
        var pool = new WorkerPool(new WorkerSettings { Count = 2, MaxBlocked = 2, KeepAlive = TimeSpan.FromMilliseconds(1) }, _ => { });

        for (int i = 0; i < 500; i++)
        {
            int ran = 0;
            pool.Acquire();
            pool.Execute(() => Volatile.Write(ref ran, 1));
            pool.Release();
            Eventually.True(() => Volatile.Read(ref ran) == 1, $"runnable {i} must run");
        }

        Eventually.Equal(0, () => pool.Workers.Length);
    }

    private static void Disturb(WorkerPool pool, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            pool.Execute(() => pool.Execute(() => { }));
            Thread.Yield();
        }
    }

    private static WorkerPool NewPool(int workers)
    {
        var pool = new WorkerPool(new WorkerSettings { Count = workers, MaxBlocked = 4 }, _ => { });
        pool.Acquire();
        return pool;
    }
}
