using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>What ends a wait that sleeps in the kernel, and what must not.</summary>
public sealed partial class BlockedWaitsSpec
{
    private const long Key = (7L << 32) | 3;
    private const int WindowChanged = 28; // SIGWINCH
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan, Short = TimeSpan.FromMilliseconds(30);

    private readonly PollEvent[] _events = new PollEvent[8];

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void A_wake_that_has_been_taken_ends_no_later_wait(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        multiplexer.Wake();
        multiplexer.Wait(_events, Never).Should().Be(0);

        LastsItsTime(multiplexer);
        multiplexer.Wake();
        multiplexer.Wait(_events, Never).Should().Be(0, "the next one does");
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.Armed), MemberType = typeof(Backend))]
    public void Of_what_is_not_armed_only_a_hang_up_ends_a_wait_and_only_once(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pair = new SocketPair();
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        multiplexer.Add(pipe.SafePipeHandle, Key + 1);
        pipe.ClientSafePipeHandle.Dispose(); // A hang-up, which poll(2) reports even when it is asked for nothing.
        Registration registration = multiplexer.Add(pair.Handle, Key).Registration!;
        multiplexer.Arm(registration, Readiness.Read); // And it can be written to.
        multiplexer.Wait(_events, Timeout.InfiniteTimeSpan).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key + 1, Readiness.HangUp));

        LastsItsTime(multiplexer);
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.Armed), MemberType = typeof(Backend))]
    public void Data_that_is_there_does_not_end_the_wait_of_a_writer(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pair = new SocketPair();
        pair.FillOurSendBuffer();
        pair.Peer.Send([1]);
        Eventually.Equal(1, () => pair.Ours.Available);
        Registration registration = multiplexer.Add(pair.Handle, Key).Registration!;
        multiplexer.Arm(registration, Readiness.Write);

        LastsItsTime(multiplexer);
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.Armed), MemberType = typeof(Backend))]
    public void What_is_armed_during_a_wait_is_told_by_it(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pair = new SocketPair();
        Registration registration = multiplexer.Add(pair.Handle, Key).Registration!;
        int count = 0;
        var waiting = SleepingThread.Start(() =>
        {
            while ((count = multiplexer.Wait(_events, Never)) == 0)
            {
                // A wake: what is watched has changed.
            }
        });

        multiplexer.Arm(registration, Readiness.Write);

        waiting.Join();
        (count, _events[0]).Should().Be((1, new PollEvent(Key, Readiness.Write)));
    }

    [Fact]
    public void What_is_removed_during_a_wait_is_no_longer_looked_at()
    {
        using IMultiplexer multiplexer = Multiplexer.Create("poll");
        using var pair = new SocketPair();
        Registration registration = multiplexer.Add(pair.Handle, Key).Registration!;
        multiplexer.Arm(registration, Readiness.Read);
        int count = -1;
        var waiting = SleepingThread.Start(() => count = multiplexer.Wait(_events, Never));

        multiplexer.Remove(registration);

        waiting.Join();
        count.Should().Be(0, "its owner may close it now, and poll(2) must not hold it any more");
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void What_was_closed_too_early_neither_ends_it_nor_keeps_it_from_sleeping(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using SocketPair armed = new(), idle = new();
        Registration registration = multiplexer.Add(armed.Handle, Key).Registration!;
        multiplexer.Arm(registration, Readiness.Read);
        multiplexer.Add(idle.Handle, Key + 1);
        armed.Ours.Dispose();
        idle.Ours.Dispose();

        int count = -1;
        var waiting = SleepingThread.Start(() => count = multiplexer.Wait(_events, Never));

        multiplexer.Wake();
        waiting.Join();
        count.Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void A_wake_ends_it(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        int count = -1;
        var waiting = SleepingThread.Start(() => count = multiplexer.Wait(_events, Never));

        multiplexer.Wake();

        waiting.Join();
        count.Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    [UnsupportedOSPlatform("windows")]
    public void A_signal_ends_one_with_a_limit_but_not_one_without(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var seen = new ManualResetEventSlim();
        using var handler = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => seen.Set());
        nint thread = 0;
        int limited = -1, unlimited = -1;
        var waiting = SleepingThread.Start(() =>
        {
            Volatile.Write(ref thread, pthread_self());
            Volatile.Write(ref limited, multiplexer.Wait(_events, TimeSpan.FromHours(1)));
            Volatile.Write(ref unlimited, multiplexer.Wait(_events, Never));
        });

        // The first may come before it sleeps; signals go on until one has interrupted the first wait.
        Eventually.True(() => pthread_kill(thread, WindowChanged) == 0 && Volatile.Read(ref limited) == 0);
        for (int i = 0; i < 50; i++) pthread_kill(thread, WindowChanged);

        seen.Wait(Eventually.Limit).Should().BeTrue();
        Volatile.Read(ref unlimited).Should().Be(-1, "the wait without limit goes on");
        multiplexer.Wake();
        waiting.Join();
        unlimited.Should().Be(0);
    }

    private void LastsItsTime(IMultiplexer multiplexer)
    {
        long begun = Stopwatch.GetTimestamp();

        multiplexer.Wait(_events, Short).Should().Be(0);

        Stopwatch.GetElapsedTime(begun).Should().BeGreaterThan(Short - TimeSpan.FromMilliseconds(2));
    }

    [LibraryImport("libc")]
    private static partial nint pthread_self();

    [LibraryImport("libc")]
    private static partial int pthread_kill(nint thread, int signal);
}
