using System.Net.Sockets;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>What every backend must do. Subclass it for each.</summary>
public abstract class MultiplexerSpec : IDisposable
{
    private const long Key = (7L << 32) | 3;
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly IMultiplexer _multiplexer;
    private readonly SocketPair _pair = new();
    private readonly PollEvent[] _events = new PollEvent[128];

    private protected MultiplexerSpec(IMultiplexer multiplexer) => _multiplexer = multiplexer;

    [Fact]
    public void What_is_ready_when_it_is_added_is_reported()
    {
        _pair.Peer.Send([1]);
        Eventually.True(() => _pair.Ours.Available > 0);

        Add(_pair.Fd, Key);

        NextFor(Key).Should().Be(Readiness.Read | Readiness.Write);
    }

    [Fact]
    public void Data_after_the_add_is_reported()
    {
        AddIdle();

        _pair.Peer.Send([1]);

        NextFor(Key).Should().HaveFlag(Readiness.Read);
    }

    [Fact]
    public void An_edge_is_reported_once()
    {
        AddIdle();
        _pair.Peer.Send([1]);
        NextFor(Key);

        Poll(TimeSpan.Zero).Should().Be(0);
    }

    [Fact]
    public void Data_that_comes_on_top_of_unread_data_is_a_new_edge()
    {
        AddIdle();
        _pair.Peer.Send([1]);
        NextFor(Key);
        Arm(Readiness.Read);

        _pair.Peer.Send([2]);

        NextFor(Key).Should().HaveFlag(Readiness.Read);
    }

    [Fact]
    public void Room_in_a_full_send_buffer_is_reported()
    {
        AddIdle();
        long sent = _pair.FillOurSendBuffer();
        Arm(Readiness.Write);

        Task drain = Task.Run(() => _pair.DrainPeer(sent));

        NextFor(Key).Should().HaveFlag(Readiness.Write);
        drain.Wait(Eventually.Limit).Should().BeTrue();
    }

    [Fact]
    public void The_peers_end_of_stream_is_something_to_read()
    {
        AddIdle();

        _pair.Peer.Shutdown(SocketShutdown.Send);

        NextFor(Key).Should().HaveFlag(Readiness.Read).And.HaveFlag(Readiness.Drain).And.NotHaveFlag(Readiness.OnlyError);
    }

    [Fact]
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

    [Fact]
    public void After_the_removal_nothing_is_reported()
    {
        AddIdle();
        _multiplexer.Remove(_pair.Fd).Should().Be(0);

        _pair.Peer.Send([1]);
        Eventually.True(() => _pair.Ours.Available > 0);

        Poll(TimeSpan.Zero).Should().Be(0);
    }

    [Fact]
    public void A_descriptor_can_be_added_again_after_its_removal()
    {
        AddIdle();
        _multiplexer.Remove(_pair.Fd);

        Add(_pair.Fd, Key + 1);

        NextFor(Key + 1).Should().HaveFlag(Readiness.Write);
    }

    [Fact]
    public void Adding_twice_is_refused()
    {
        AddIdle();

        _multiplexer.Add(_pair.Fd, Key).Should().Be(LibC.EEXIST);
    }

    [Fact]
    public void Removing_what_was_never_added_is_refused() => _multiplexer.Remove(_pair.Fd).Should().Be(LibC.ENOENT);

    [Fact]
    public void A_descriptor_that_is_none_is_refused() => _multiplexer.Add(-1, Key).Should().Be(LibC.EBADF);

    [Fact]
    public void A_regular_file_is_refused()
    {
        string path = Path.GetTempFileName();
        using (var file = File.OpenHandle(path))
        {
            _multiplexer.Add((int)file.DangerousGetHandle(), Key).Should().Be(LibC.EPERM);
        }

        File.Delete(path);
    }

    [Fact]
    public void A_wait_without_blocking_returns_at_once() => Poll(TimeSpan.Zero).Should().Be(0);

    [Fact]
    public void A_wait_ends_with_its_timeout_and_not_a_whole_millisecond_early()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Poll(TimeSpan.FromMilliseconds(30)).Should().Be(0);

        clock.Elapsed.Should().BeGreaterThan(TimeSpan.FromMilliseconds(28));
    }

    [Fact]
    public void More_events_than_fit_are_left_to_the_next_wait()
    {
        using var second = new SocketPair();
        Add(_pair.Fd, Key);
        Add(second.Fd, Key + 1);
        var one = new PollEvent[1];

        _multiplexer.Wait(one, Never).Should().Be(1);
        long first = one[0].Key;
        _multiplexer.Wait(one, Never).Should().Be(1);

        new[] { first, one[0].Key }.Should().BeEquivalentTo([Key, Key + 1]);
    }

    [Fact]
    public void A_wake_ends_a_wait_that_is_yet_to_begin()
    {
        _multiplexer.Wake();

        Poll(Never).Should().Be(0);
    }

    [Fact]
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

    [Fact]
    public void Wakes_until_the_wait_returns_are_one()
    {
        Parallel.For(0, 1000, _ => _multiplexer.Wake());

        Poll(Never).Should().Be(0);

        Poll(TimeSpan.Zero).Should().Be(0);
        Poll(TimeSpan.FromMilliseconds(1)).Should().Be(0);
        _multiplexer.Wake();
        Poll(Never).Should().Be(0, "a later wake is a new one");
    }

    [Fact]
    public void A_wait_without_blocking_leaves_the_wake_to_the_one_that_blocks()
    {
        _multiplexer.Wake();

        Poll(TimeSpan.Zero).Should().Be(0);

        Poll(Never).Should().Be(0);
    }

    [Fact]
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

    [Fact]
    public void After_dispose_a_wake_reaches_no_stranger_and_an_add_is_refused()
    {
        _multiplexer.Dispose();

        _multiplexer.Wake();

        _multiplexer.Add(_pair.Fd, Key).Should().Be(LibC.EBADF);
    }

    public void Dispose()
    {
        _multiplexer.Dispose();
        _pair.Dispose();
    }

    private void AddIdle()
    {
        Add(_pair.Fd, Key);
        NextFor(Key).Should().Be(Readiness.Write);
        Arm(Readiness.Read);
    }

    private void Add(int fd, long key)
    {
        _multiplexer.Add(fd, key).Should().Be(0);
        if (_multiplexer.NeedsArming) _multiplexer.Arm(fd, Readiness.Read | Readiness.Write);
    }

    private void Arm(Readiness readiness)
    {
        if (_multiplexer.NeedsArming) _multiplexer.Arm(_pair.Fd, readiness);
    }

    private Readiness NextFor(long key)
    {
        Poll(Never).Should().Be(1);
        _events[0].Key.Should().Be(key);
        return _events[0].Readiness;
    }

    private int Poll(TimeSpan timeout) => _multiplexer.Wait(_events, timeout);
}
