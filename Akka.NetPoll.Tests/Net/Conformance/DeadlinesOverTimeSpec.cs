using System.Diagnostics;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net.Conformance;

/// <summary>Deadlines that move while operations run: the time-out tests of Go's net (timeout_test.go).</summary>
public sealed class DeadlinesOverTimeSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;

    // More than the kernel keeps for a peer that does not read.
    private static readonly byte[] Much = new byte[64 << 20];

    public static TheoryData<string> Networks => ["tcp", "unix"];

    /// <summary>TestVariousDeadlines.</summary>
    [Theory]
    [InlineData(0.000001)]
    [InlineData(0.005)]
    [InlineData(0.05)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(150)]
    public async Task A_copy_from_a_peer_that_never_stops_ends_with_the_deadline(double milliseconds)
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = conn;
        var writing = WriteForeverAsync(peer);

        conn.SetReadDeadline(Deadline.After(TimeSpan.FromMilliseconds(milliseconds)));
        var thrown = await conn.Awaiting(c => c.CopyToAsync(Stream.Null).WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.IsTimeout.Should().BeTrue();
        await conn.DisposeAsync();
        await writing.WaitAsync(Limit);
    }

    /// <summary>TestReadTimeoutFluctuation, TestWriteTimeoutFluctuation: how late is the machine's affair, but never early.</summary>
    [Theory]
    [InlineData(PollDirection.Read)]
    [InlineData(PollDirection.Write)]
    public async Task A_deadline_is_never_early(PollDirection direction)
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;

        foreach (int milliseconds in (int[])[1, 3, 10, 30])
        {
            long begun = Stopwatch.GetTimestamp();
            await ExpectTimeoutAsync(conn, direction, TimeSpan.FromMilliseconds(milliseconds));
            Stopwatch.GetElapsedTime(begun).Should().BeGreaterThan(TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    /// <summary>TestReadTimeoutMustNotReturn, TestWriteTimeoutMustNotReturn.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Clearing_a_passed_deadline_lets_an_operation_wait_until_the_close(string network)
    {
        var (conn, peer) = await net.PairAsync(network);
        var (other, otherPeer) = await net.PairAsync(network);
        await using var _ = peer;
        await using var __ = other;
        await using var ___ = otherPeer;
        conn.SetDeadline(Deadline.Past);
        conn.SetDeadline(Deadline.None);

        var read = conn.ReadAsync(new byte[1]).AsTask();
        var write = conn.WriteAsync(Much).AsTask();
        await ExpectTimeoutAsync(other, PollDirection.Read, TimeSpan.FromMilliseconds(20));
        (read.IsCompleted || write.IsCompleted).Should().BeFalse();
        await conn.DisposeAsync();

        await read.Awaiting(r => r.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
        await write.Awaiting(w => w.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
    }

    /// <summary>TestReadWriteProlongedTimeout.</summary>
    [Fact]
    public async Task A_deadline_that_is_prolonged_before_each_operation_never_fires()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        var echoing = peer.CopyToAsync(peer);

        async Task Write()
        {
            for (int i = 0; i < 2000; i++)
            {
                conn.SetWriteDeadline(Deadline.After(Limit));
                await conn.WriteAsync(new byte[64]);
            }
        }

        async Task Read()
        {
            byte[] buffer = new byte[64];
            for (int i = 0; i < 2000; i++)
            {
                conn.SetReadDeadline(Deadline.After(Limit));
                await conn.ReadExactlyAsync(buffer);
            }
        }

        await Task.WhenAll(Task.Run(Write), Task.Run(Read)).WaitAsync(Limit);
        conn.CloseWrite();
        await echoing.WaitAsync(Limit);
    }

    /// <summary>TestReadWriteDeadlineRace.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Deadlines_set_while_reading_and_writing_let_no_call_hang(string network)
    {
        var (conn, peer) = await net.PairAsync(network);
        await using var _ = peer;
        await using var __ = conn;
        const int Rounds = 500;

        void Set()
        {
            for (int i = 0; i < Rounds; i++)
            {
                conn.SetReadDeadline(Deadline.After(TimeSpan.FromMicroseconds(2)));
                conn.SetWriteDeadline(Deadline.After(TimeSpan.FromMicroseconds(2)));
            }

            conn.SetDeadline(Deadline.Past);
        }

        async Task Repeat(Func<ValueTask> operation)
        {
            for (int i = 0; i < Rounds; i++)
            {
                try
                {
                    await operation();
                }
                catch (NetException e) when (e.IsTimeout)
                {
                }
            }
        }

        await Task.WhenAll(
            Task.Run(Set),
            Task.Run(() => Repeat(() => conn.WriteAsync(new byte[1]))),
            Task.Run(() => Repeat(() => conn.ReadExactlyAsync(new byte[1])))).WaitAsync(Limit);
    }

    /// <summary>TestConcurrentSetDeadline.</summary>
    [Fact]
    public async Task Many_threads_that_move_deadlines_disturb_no_other_connection()
    {
        var pairs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => net.PairAsync()));
        var far = TimeSpan.FromHours(1);

        void Move(int thread)
        {
            for (int round = 0; round < 100; round++)
            {
                foreach (var (conn, _) in pairs) conn.SetReadDeadline(Deadline.After(far - TimeSpan.FromSeconds(round + thread)));
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() => Move(thread)))).WaitAsync(Limit);

        foreach (var (conn, peer) in pairs)
        {
            await peer.WriteAsync(new byte[1]);
            (await conn.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(1);
            conn.SetReadDeadline(Deadline.Past);
            (await conn.Awaiting(c => c.ReadAsync(new byte[1]).AsTask()).Should().ThrowAsync<NetException>()).Which.IsTimeout.Should().BeTrue();
            await conn.DisposeAsync();
            await peer.DisposeAsync();
        }
    }

    private static async Task ExpectTimeoutAsync(NetConn conn, PollDirection direction, TimeSpan after)
    {
        if (direction == PollDirection.Read) conn.SetReadDeadline(Deadline.After(after));
        else conn.SetWriteDeadline(Deadline.After(after));

        // Twice: a passed deadline stays.
        for (int i = 0; i < 2; i++)
        {
            var thrown = direction == PollDirection.Read
                ? await conn.Awaiting(c => c.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>()
                : await conn.Awaiting(c => c.WriteAsync(Much).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>();
            thrown.Which.IsTimeout.Should().BeTrue();
        }
    }

    private static async Task WriteForeverAsync(NetConn conn)
    {
        await using var _ = conn;
        try
        {
            while (true) await conn.WriteAsync(new byte[64]);
        }
        catch (NetException)
        {
            // The reader has gone.
        }
    }
}
