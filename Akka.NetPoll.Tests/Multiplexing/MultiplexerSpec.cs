using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>What every backend must do. Subclass it for each.</summary>
public abstract partial class MultiplexerSpec : IDisposable
{
    private const long Key = (7L << 32) | 3;
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly IMultiplexer _multiplexer;
    private readonly SocketPair _pair = new();
    private readonly PollEvent[] _events = new PollEvent[128];
    private Registration _registration = null!;

    private protected MultiplexerSpec(IMultiplexer multiplexer) => _multiplexer = multiplexer;

    [SkippableFact]
    public void What_is_ready_when_it_is_added_is_reported()
    {
        _pair.Peer.Send([1]);
        Eventually.True(() => _pair.Ours.Available > 0);

        Add(_pair.Handle, Key);

        NextFor(Key).Should().Be(Readiness.Read | Readiness.Write);
    }

    [SkippableFact]
    public void Data_after_the_add_is_reported()
    {
        AddIdle();

        _pair.Peer.Send([1]);

        NextFor(Key).Should().HaveFlag(Readiness.Read);
    }

    [SkippableFact]
    public void An_edge_is_reported_once()
    {
        AddIdle();
        _pair.Peer.Send([1]);
        NextFor(Key);

        Poll(TimeSpan.Zero).Should().Be(0);
    }

    [SkippableFact]
    public void Data_that_comes_on_top_of_unread_data_is_a_new_edge()
    {
        AddIdle();
        _pair.Peer.Send([1]);
        NextFor(Key);
        Arm(Readiness.Read);

        _pair.Peer.Send([2]);

        NextFor(Key).Should().HaveFlag(Readiness.Read);
    }

    [SkippableFact]
    public void Room_in_a_full_send_buffer_is_reported()
    {
        AddIdle();
        long sent = _pair.FillOurSendBuffer();
        Arm(Readiness.Write);

        var drain = Task.Run(() => _pair.DrainPeer(sent));

        NextFor(Key).Should().HaveFlag(Readiness.Write);
        drain.Wait(Eventually.Limit).Should().BeTrue();
    }

    [SkippableFact]
    public void The_peers_end_of_stream_is_something_to_read()
    {
        AddIdle();

        _pair.Peer.Shutdown(SocketShutdown.Send);

        Readiness seen = NextFor(Key);
        seen.Should().HaveFlag(Readiness.Read).And.NotHaveFlag(Readiness.OnlyError);
        seen.HasFlag(Readiness.ShortReads).Should().Be(_multiplexer.IsEdgeTriggered, "what is left behind a short read is no event any more");
    }

    [SkippableFact]
    public void The_peers_reset_is_reported_in_both_directions()
    {
        AddIdle();

        _pair.Peer.LingerState = new LingerOption(true, 0);
        _pair.Peer.Close();

        Readiness seen = NextFor(Key);
        Arm(Readiness.Write);
        if (!seen.HasFlag(Readiness.Write)) seen |= NextFor(Key);
        seen.Should().HaveFlag(Readiness.Read).And.HaveFlag(Readiness.Write);
    }

    [SkippableFact]
    public void After_the_removal_nothing_is_reported()
    {
        AddIdle();
        _multiplexer.Remove(_registration);

        _pair.Peer.Send([1]);
        Eventually.True(() => _pair.Ours.Available > 0);

        Poll(TimeSpan.Zero).Should().Be(0);
    }

    [SkippableFact]
    public void A_descriptor_can_be_added_again_after_its_removal()
    {
        AddIdle();
        _multiplexer.Remove(_registration);

        Add(_pair.Handle, Key + 1);

        NextFor(Key + 1).Should().HaveFlag(Readiness.Write);
    }

    [SkippableFact]
    public void Adding_twice_is_refused()
    {
        AddIdle();

        RefusalOf(_pair.Handle).Should().Be(Refusals.WatchedAlready);
    }

    [SkippableFact]
    public void A_refusal_says_which_descriptor_it_was() =>
        _multiplexer.Add(new SafeFileHandle(-1, false), Key).Refusal!.Message.Should().Contain($" of fd -1: {Marshal.GetPInvokeErrorMessage(Refusals.NotOpen)}");

    [SkippableFact]
    public void A_handle_that_is_none_is_refused() => RefusalOf(new SafeFileHandle(-1, false)).Should().Be(Refusals.NotOpen);

    [SkippableFact]
    public void A_handle_that_is_closed_is_refused()
    {
        SafeHandle handle = _pair.Handle;
        _pair.Dispose();

        RefusalOf(handle).Should().Be(Refusals.NotOpen);
    }

    [SkippableFact]
    public void A_regular_file_is_refused()
    {
        string path = Path.GetTempFileName();
        using (var file = File.OpenHandle(path)) RefusalOf(file).Should().Be(Refusals.NoSocket);

        File.Delete(path);
    }

    [SkippableFact]
    public void A_registration_says_what_it_is_of()
    {
        Add(_pair.Handle, Key);

        (_registration.Multiplexer, _registration.Handle, _registration.Key, _registration.IsEdgeTriggered, _registration.Descriptor)
            .Should().Be((_multiplexer, (SafeHandle)_pair.Handle, Key, _multiplexer.IsEdgeTriggered, _pair.Fd));
    }

    [SkippableFact]
    public void Removing_twice_leaves_alone_what_has_been_added_since()
    {
        AddIdle();
        Registration first = _registration;
        _multiplexer.Remove(first);
        Add(_pair.Handle, Key + 1);

        _multiplexer.Remove(first);

        NextFor(Key + 1).Should().HaveFlag(Readiness.Write);
    }

    [SkippableFact]
    public void Removing_what_was_closed_too_early_leaves_alone_the_next_that_has_its_number()
    {
        OnlyOn.Linux("dup2 gives a number to another descriptor");
        using var second = new SocketPair();
        var closed = new SafeFileHandle(_pair.Fd, ownsHandle: false);
        Add(closed, Key);
        Registration first = _registration;
        Renumber(second.Fd, _pair.Fd).Should().Be(_pair.Fd, "it closes the one and gives its number to the other");
        closed.Dispose();
        Add(new SafeFileHandle(_pair.Fd, ownsHandle: false), Key + 1);

        _multiplexer.Remove(first);

        NextFor(Key + 1).Should().HaveFlag(Readiness.Write);
    }

    [SkippableFact]
    public void Arming_what_was_removed_does_nothing()
    {
        AddIdle();
        _multiplexer.Remove(_registration);

        _multiplexer.Arm(_registration, Readiness.Read | Readiness.Write);

        Poll(TimeSpan.Zero).Should().Be(0);
    }

    [SkippableFact]
    public void A_wait_without_blocking_returns_at_once() => Poll(TimeSpan.Zero).Should().Be(0);

    [SkippableFact]
    public void A_wait_ends_with_its_timeout_and_not_a_whole_millisecond_early()
    {
        // A signal, such as the runtime's own, may end one of them before.
        Eventually.True(() =>
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            Poll(TimeSpan.FromMilliseconds(30)).Should().Be(0);
            return clock.Elapsed > TimeSpan.FromMilliseconds(28);
        });
    }

    [SkippableFact]
    public void More_events_than_fit_are_left_to_the_next_wait()
    {
        using var second = new SocketPair();
        Add(_pair.Handle, Key);
        Add(second.Handle, Key + 1);
        var one = new PollEvent[1];

        _multiplexer.Wait(one, Never).Should().Be(1);
        long first = one[0].Key;
        _multiplexer.Wait(one, Never).Should().Be(1);

        new[] { first, one[0].Key }.Should().BeEquivalentTo([Key, Key + 1]);
    }

    [SkippableFact]
    public void A_wake_ends_a_wait_that_is_yet_to_begin()
    {
        _multiplexer.Wake();

        Poll(Never).Should().Be(0);
    }

    [SkippableFact]
    public void A_wake_ends_a_blocked_wait()
    {
        KernelThread? waiter = null;
        Task<int> wait = Task.Factory.StartNew(Wait, TaskCreationOptions.LongRunning);
        Eventually.True(() => Volatile.Read(ref waiter) is { IsAsleep: true });

        _multiplexer.Wake();

        wait.Wait(Eventually.Limit).Should().BeTrue();
        wait.Result.Should().Be(0);

        int Wait()
        {
            Poll(TimeSpan.Zero); // Compiles it, so that from here on the thread has nothing but the wait to sleep in.
            Volatile.Write(ref waiter, KernelThread.Current);
            return Poll(Never);
        }
    }

    [SkippableFact]
    public void Wakes_until_the_wait_returns_are_one()
    {
        Parallel.For(0, 1000, _ => _multiplexer.Wake());

        Poll(Never).Should().Be(0);

        Poll(TimeSpan.Zero).Should().Be(0);
        Poll(TimeSpan.FromMilliseconds(1)).Should().Be(0);
        _multiplexer.Wake();
        Poll(Never).Should().Be(0, "a later wake is a new one");
    }

    [SkippableFact]
    public void A_wait_without_blocking_leaves_the_wake_to_the_one_that_blocks()
    {
        _multiplexer.Wake();

        Poll(TimeSpan.Zero).Should().Be(0);

        Poll(Never).Should().Be(0);
    }

    [SkippableFact]
    public void Waiting_allocates_nothing()
    {
        AddIdle();
        Round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Round();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Round()
        {
            _multiplexer.Wake();
            _multiplexer.Wait(_events, Never);
            _multiplexer.Wait(_events, TimeSpan.Zero);
        }
    }

    [SkippableFact]
    public void After_dispose_an_add_is_refused_and_the_rest_does_nothing()
    {
        AddIdle();
        using var second = new SocketPair();
        _multiplexer.Dispose();

        _multiplexer.Wake();
        _multiplexer.Arm(_registration, Readiness.Read);
        _multiplexer.Remove(_registration);

        RefusalOf(second.Handle).Should().Be(Refusals.NotOpen);
    }

    // Compiled only where it is called: elsewhere there is no Tmds.LibC.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Renumber(int from, int to) => LibC.dup2(from, to);

    public void Dispose()
    {
        _multiplexer.Dispose();
        _pair.Dispose();
    }

    private void AddIdle()
    {
        Add(_pair.Handle, Key);
        NextFor(Key).Should().Be(Readiness.Write);
        Arm(Readiness.Read);
    }

    private void Add(SafeHandle handle, long key)
    {
        AddResult result = _multiplexer.Add(handle, key);
        result.Refusal.Should().BeNull();
        _registration = result.Registration!;
        _multiplexer.Arm(_registration, Readiness.Read | Readiness.Write);
    }

    private int RefusalOf(SafeHandle handle)
    {
        AddResult result = _multiplexer.Add(handle, Key);
        result.Registration.Should().BeNull();
        return result.Refusal!.Errno;
    }

    private void Arm(Readiness readiness) => _multiplexer.Arm(_registration, readiness);

    private Readiness NextFor(long key)
    {
        Poll(Never).Should().Be(1);
        _events[0].Key.Should().Be(key);
        return _events[0].Readiness;
    }

    private int Poll(TimeSpan timeout) => _multiplexer.Wait(_events, timeout);
}
