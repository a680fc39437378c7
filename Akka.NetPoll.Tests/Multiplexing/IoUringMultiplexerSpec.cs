using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>With rings so small that submissions have to wait, and completions overflow.</summary>
public sealed class IoUringMultiplexerWithSmallRingsSpec() : MultiplexerSpec(Backend.IoUring(1, 1));

public sealed class IoUringMultiplexerSpec() : MultiplexerSpec(Backend.IoUring())
{
    private const long Key = (7L << 32) | 3;
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly PollEvent[] _events = new PollEvent[8];

    [SkippableFact]
    public void The_structures_are_as_large_as_the_kernels() =>
        (Unsafe.SizeOf<IoUringParameters>(), Unsafe.SizeOf<IoUringSubmission>(), Unsafe.SizeOf<IoUringCompletion>(), Unsafe.SizeOf<IoUringWait>(),
            Unsafe.SizeOf<IoUringTime>()).Should().Be((120, 64, 16, 24, 16));

    // The kernel gives a poll's work to the thread that has submitted it.
    [SkippableFact]
    public void What_was_armed_by_a_thread_that_has_ended_is_reported()
    {
        using IMultiplexer multiplexer = Backend.IoUring();
        using var pair = new SocketPair();
        var thread = new Thread(() =>
        {
            multiplexer.Arm(multiplexer.Add(pair.Handle, Key).Registration!, Readiness.Read);
            multiplexer.Wait([], TimeSpan.Zero);
        });
        thread.Start();
        thread.Join();

        pair.Peer.Send([1]);

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.Read));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_armed_by_a_thread_that_computes_is_given_up_and_closed_at_once(bool isDisposed)
    {
        using IMultiplexer multiplexer = Backend.IoUring();
        using var pair = new SocketPair();
        Registration registration = multiplexer.Add(pair.Handle, Key).Registration!;
        bool isArmed = false, ends = false;
        var thread = new Thread(() =>
        {
            multiplexer.Arm(registration, Readiness.Read);
            multiplexer.Wait([], TimeSpan.Zero);
            Volatile.Write(ref isArmed, true);
            while (!Volatile.Read(ref ends))
            {
            }
        });
        thread.Start();
        Eventually.True(() => Volatile.Read(ref isArmed));

        if (isDisposed) multiplexer.Dispose();
        else multiplexer.Remove(registration);
        pair.Ours.Dispose();

        pair.Peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        pair.Peer.Receive(new byte[1]).Should().Be(0, "the end of the stream, though the other thread makes no system call");
        Volatile.Write(ref ends, true);
        thread.Join();
    }

    // The kernel reports a half-close whatever is asked: room must not be looked for again and again on its account.
    [SkippableFact]
    public void A_writer_whose_peer_has_ended_its_side_sleeps_until_there_is_room()
    {
        using IMultiplexer multiplexer = Backend.IoUring();
        using var pair = new SocketPair();
        long sent = pair.FillOurSendBuffer();
        pair.Peer.Shutdown(SocketShutdown.Send);
        multiplexer.Arm(multiplexer.Add(pair.Handle, Key).Registration!, Readiness.Write);
        int count = 0;
        var waiting = SleepingThread.Start(() => count = multiplexer.Wait(_events, Never));

        pair.DrainPeer(sent);

        waiting.Join();
        (count, _events[0]).Should().Be((1, new PollEvent(Key, Readiness.Write)));
    }

    [SkippableFact]
    public void A_hang_up_is_reported_of_what_was_never_armed_also_when_it_was_added_during_a_wait()
    {
        using IMultiplexer multiplexer = Backend.IoUring();
        using var pair = new SocketPair();
        int count = 0;
        var waiting = SleepingThread.Start(() => count = multiplexer.Wait(_events, Never));
        multiplexer.Add(pair.Handle, Key);

        pair.Peer.LingerState = new LingerOption(true, 0);
        pair.Peer.Close();

        waiting.Join();
        (count, _events[0]).Should().Be((1, new PollEvent(Key, Readiness.HangUp)));
    }

    [SkippableFact]
    public void A_hang_up_is_reported_after_what_was_armed_has_been()
    {
        using IMultiplexer multiplexer = Backend.IoUring();
        using var pair = new SocketPair();
        multiplexer.Arm(multiplexer.Add(pair.Handle, Key).Registration!, Readiness.Read | Readiness.Write);
        pair.Peer.Send([1]);
        Eventually.True(() => pair.Ours.Available > 0);
        while (multiplexer.Wait(_events, TimeSpan.Zero) > 0)
        {
            // Both directions are ready.
        }

        pair.Peer.LingerState = new LingerOption(true, 0);
        pair.Peer.Close();

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.HangUp));
    }
}
