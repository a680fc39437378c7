using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>Many threads, many sockets, keys used again.</summary>
public abstract partial class MultiplexerSpec
{
    private const int Threads = 4;

    [SkippableFact]
    public void What_many_threads_add_during_a_wait_is_reported_each()
    {
        const int each = 40; // Together more than any backend has room for at first.
        var seen = new ConcurrentDictionary<long, bool>();
        SocketPair[] pairs = [.. Enumerable.Range(0, Threads * each).Select(_ => new SocketPair())];

        using (Waiting(e => seen.TryAdd(e.Key, true)))
        {
            OnThreads(thread =>
            {
                for (int i = thread * each; i < (thread + 1) * each; i++)
                {
                    Registration registration = _multiplexer.Add(pairs[i].Handle, i + 1).Registration!;
                    _multiplexer.Arm(registration, Readiness.Read);
                    pairs[i].Peer.Send([1]);
                    if (i % 8 == 0) _multiplexer.Wake();
                }
            });

            Eventually.Equal(pairs.Length, () => seen.Count);
        }

        foreach (SocketPair pair in pairs) pair.Dispose();
    }

    [SkippableFact]
    public void What_many_threads_arm_during_a_wait_is_reported_each_time()
    {
        const int rounds = 200;
        int[] reported = new int[Threads];

        using (Waiting(e => Interlocked.Increment(ref reported[e.Key - 1])))
        {
            OnThreads(thread =>
            {
                using var pair = new SocketPair();
                byte[] taken = new byte[16];
                Registration registration = _multiplexer.Add(pair.Handle, thread + 1).Registration!;
                for (int round = 0; round < rounds; round++)
                {
                    int before = Volatile.Read(ref reported[thread]);
                    // Before or after the data, so that it is told of what comes and of what is there.
                    if (round % 2 == 0) _multiplexer.Arm(registration, Readiness.Read);
                    pair.Peer.Send([1]);
                    if (round % 2 != 0) _multiplexer.Arm(registration, Readiness.Read);
                    Eventually.True(() => Volatile.Read(ref reported[thread]) > before);
                    Eventually.True(() => pair.Ours.Receive(taken, SocketFlags.None, out SocketError _) > 0);
                }

                _multiplexer.Remove(registration);
            });
        }
    }

    [SkippableFact]
    public void What_many_threads_remove_during_a_wait_ends_for_its_peer_when_it_is_closed()
    {
        const int rounds = 60;

        using (Waiting(_ => { }))
        {
            OnThreads(thread =>
            {
                for (int round = 0; round < rounds; round++)
                {
                    using var pair = new SocketPair();
                    Registration registration = _multiplexer.Add(pair.Handle, thread + 1).Registration!;
                    _multiplexer.Arm(registration, Readiness.Read | Readiness.Write);
                    if (round % 3 == 0) _multiplexer.Wake();

                    _multiplexer.Remove(registration);
                    pair.Ours.Dispose();

                    pair.Peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
                    pair.Peer.Receive(new byte[1]).Should().Be(0, "the end of the stream, for the multiplexer holds nothing");
                }
            });
        }
    }

    [SkippableFact]
    public void What_is_removed_during_a_blocked_wait_and_closed_then_is_closed_at_once()
    {
        for (int i = 0; i < 200; i++)
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            EndPoint address = listener.LocalEndPoint!;
            Registration registration = _multiplexer.Add(listener.SafeHandle, Key).Registration!;
            _multiplexer.Arm(registration, Readiness.Read);
            using var begins = new ManualResetEventSlim();
            var waiting = Task.Run(() =>
            {
                begins.Set();
                _multiplexer.Wait(_events, 2 * Eventually.Limit); // Longer than the refusal below is waited for.
            });
            begins.Wait();
            Thread.SpinWait(i * 100);

            _multiplexer.Remove(registration);
            listener.Dispose();

            // Not the first try alone: a program that another spec starts holds a copy of the listener between its fork and its exec.
            Eventually.True(() => IsRefused(address));
            _multiplexer.Wake();
            waiting.Wait(Eventually.Limit).Should().BeTrue();
        }
    }

    [SkippableFact]
    public void An_event_of_what_was_removed_is_not_reported_for_the_next_that_has_its_key()
    {
        for (int i = 0; i < 100; i++)
        {
            using var first = new SocketPair();
            using var second = new SocketPair();
            Add(first.Handle, Key);
            first.Peer.Send([1]);
            Eventually.True(() => first.Ours.Available > 0);
            _multiplexer.Remove(_registration);

            Add(second.Handle, Key);

            NextFor(Key).Should().Be(Readiness.Write);
            Poll(TimeSpan.Zero).Should().Be(0);
            _multiplexer.Remove(_registration);
        }
    }

    [SkippableFact]
    public void Of_more_than_fit_none_is_left_out_however_often_the_others_are_ready()
    {
        const int count = 400, fit = 16;
        SocketPair[] pairs = [.. Enumerable.Range(0, count).Select(_ => new SocketPair())];
        Registration[] registrations = [.. pairs.Select((pair, i) => _multiplexer.Add(pair.Handle, i + 1).Registration!)];
        foreach (Registration registration in registrations) _multiplexer.Arm(registration, Readiness.Write);
        var seen = new HashSet<long>();
        var few = new PollEvent[fit];

        // Three times as often as it takes: what was reported is armed again at once, and ready.
        for (int wait = 0; wait < 3 * count / fit && seen.Count < count; wait++)
        {
            int reported = _multiplexer.Wait(few, TimeSpan.Zero);
            foreach (PollEvent e in few[..reported])
            {
                seen.Add(e.Key);
                _multiplexer.Arm(registrations[e.Key - 1], Readiness.Write);
            }
        }

        seen.Should().HaveCount(count);
        foreach (SocketPair pair in pairs) pair.Dispose();
    }

    private static bool IsRefused(EndPoint address)
    {
        using var late = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        late.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0)); // Another address, or it might reach itself.
        try
        {
            late.Connect(address);
            return false;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return true;
        }
    }

    private static void OnThreads(Action<int> action)
    {
        Task[] all = [.. Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(() => action(thread), TaskCreationOptions.LongRunning))];
        Task.WaitAll(all);
    }

    // A thread that waits without end, and reports what can be read from, until it is disposed.
    private Ending Waiting(Action<PollEvent> report)
    {
        bool ends = false;
        var events = new PollEvent[8];
        var thread = SleepingThread.Start(() =>
        {
            while (!Volatile.Read(ref ends))
            {
                int count = _multiplexer.Wait(events, Never);
                foreach (PollEvent e in events[..count])
                {
                    if ((e.Readiness & Readiness.Read) != 0) report(e);
                }
            }
        });
        return new Ending(() =>
        {
            Volatile.Write(ref ends, true);
            _multiplexer.Wake();
            thread.Join();
        });
    }

    private sealed class Ending(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
