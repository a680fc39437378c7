using System.Net.Sockets;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net.Conformance;

/// <summary>The locks of a blocking socket: fd_mutex_test.go of Go's internal/poll.</summary>
public sealed class NetFdSpec(NetSystem net) : IClassFixture<NetSystem>, IDisposable
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private readonly SocketPair _pair = new();

    /// <summary>TestMutexClose.</summary>
    [Fact]
    public void It_closes_once_and_no_call_enters_afterwards()
    {
        var fd = Open();

        fd.PollFd.Close().Should().BeTrue();

        fd.PollFd.Close().Should().BeFalse();
        fd.PollFd.TryEnter().Should().BeFalse();
        fd.Prepare(PollDirection.Read, "read").Should().BeOfType<ObjectDisposedException>();
        fd.Invoking(f => f.SetDeadline(PollDirection.Both, Deadline.None)).Should().Throw<ObjectDisposedException>();
    }

    /// <summary>TestMutexCloseUnblock: those that wait for their turn come to it and find it closed.</summary>
    [Fact]
    public async Task Those_that_wait_for_their_turn_are_freed_by_the_close()
    {
        var conn = new NetConn(Open());
        var first = conn.ReadAsync(new byte[1]).AsTask();
        var others = Enumerable.Range(0, 4).Select(_ => conn.ReadAsync(new byte[1]).AsTask()).ToArray();
        others.Should().OnlyContain(other => !other.IsCompleted);

        await conn.DisposeAsync();

        foreach (var read in others.Append(first)) await read.Awaiting(r => r.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
    }

    /// <summary>The descriptor is closed by the last thread that leaves it, and not before: its number cannot come to mean another socket.</summary>
    [Fact]
    public async Task The_descriptor_lives_until_the_last_one_inside_has_gone()
    {
        var fd = Open();
        fd.PollFd.TryEnter().Should().BeTrue();

        var closing = Task.Run(fd.PollFd.Close);
        Eventually.True(() => fd.IsClosed);
        fd.Socket.SafeHandle.IsClosed.Should().BeFalse();
        closing.IsCompleted.Should().BeFalse();
        fd.PollFd.Exit();

        (await closing.WaitAsync(Limit)).Should().BeTrue();
        fd.Socket.SafeHandle.IsClosed.Should().BeTrue();
    }

    /// <summary>TestMutexStress: turns exclude each other, each in its direction, while threads enter and leave beside them.</summary>
    [Fact]
    public async Task Turns_exclude_each_other_in_each_direction()
    {
        var fd = Open();
        const int Threads = 8, Rounds = 20_000;
        long[] inside = [0, 0], plain = [0, 0];

        void Work(int seed)
        {
            var random = new Random(seed);
            for (int i = 0; i < Rounds; i++)
            {
                int direction = random.Next(3);
                if (direction == 2)
                {
                    if (fd.PollFd.TryEnter()) fd.PollFd.Exit();
                    continue;
                }

                var turn = direction == 0 ? fd.ReadTurn : fd.WriteTurn;
                turn.Wait();
                if (Interlocked.Increment(ref inside[direction]) != 1) throw new InvalidOperationException("two have the turn");
                plain[direction]++;
                Interlocked.Decrement(ref inside[direction]);
                turn.Release();
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(seed => Task.Run(() => Work(seed)))).WaitAsync(Limit);

        plain.Sum().Should().BeInRange(Threads * Rounds / 2, Threads * Rounds);
        fd.PollFd.Close().Should().BeTrue();
        fd.Socket.SafeHandle.IsClosed.Should().BeTrue();
    }

    /// <summary>Close beside many that enter and leave: one closes, the descriptor goes exactly once, no thread hangs.</summary>
    [Fact]
    public async Task Many_that_close_at_once_close_once()
    {
        for (int round = 0; round < 100; round++)
        {
            using var pair = new SocketPair();
            var fd = net.NetPoll.Connections.Watch(Tcp, pair.Ours, "test");
            int closed = 0;
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (int i = 0; i < 50; i++)
                {
                    if (fd.PollFd.TryEnter()) fd.PollFd.Exit();
                }

                if (fd.PollFd.Close()) Interlocked.Increment(ref closed);
            }))).WaitAsync(Limit);

            closed.Should().Be(1);
            fd.Socket.SafeHandle.IsClosed.Should().BeTrue();
        }
    }

    /// <summary>TestRawConnReadWrite, TestRawConnControl: the raw socket is there for options, and closed with the connection.</summary>
    [Fact]
    public async Task The_raw_socket_takes_options_and_is_closed_with_the_connection()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        var socket = conn.Socket;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer, 100_000);
        ((int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer)!).Should().BeGreaterThanOrEqualTo(100_000);
        socket.Blocking.Should().BeFalse();

        await conn.DisposeAsync();

        socket.Invoking(s => s.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer)).Should().Throw<ObjectDisposedException>();
    }

    public void Dispose() => _pair.Dispose();

    private static NetNetwork Tcp => NetNetwork.Parse("test", "tcp");

    private NetFd Open() => net.NetPoll.Connections.Watch(Tcp, _pair.Ours, "test");
}
