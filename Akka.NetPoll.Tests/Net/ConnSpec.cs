using System.Buffers.Binary;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>What every connection does, over every network: the eleven parts of golang.org/x/net's nettest.TestConn.</summary>
public abstract class ConnSpec : IAsyncLifetime
{
    protected static readonly TimeSpan Limit = NetSystem.Limit;
    private Stream _c1 = null!, _c2 = null!;

    public async Task InitializeAsync() => (_c1, _c2) = await PipeAsync();

    public async Task DisposeAsync()
    {
        await _c1.DisposeAsync();
        await _c2.DisposeAsync();
    }

    /// <summary>A connected pair.</summary>
    protected abstract Task<(Stream, Stream)> PipeAsync();

    /// <summary>The connection below the stream, whose deadlines are set.</summary>
    protected abstract NetConn ConnOf(Stream stream);

    [Fact]
    public async Task Basic_io_what_goes_in_comes_out()
    {
        byte[] sent = Payload.Of(1 << 20);
        var received = new MemoryStream();

        var reading = _c2.CopyToAsync(received);
        for (int at = 0; at < sent.Length; at += 1024) await _c1.WriteAsync(sent.AsMemory(at, 1024)).AsTask().WaitAsync(Limit);
        await _c1.DisposeAsync();
        await reading.WaitAsync(Limit);

        received.ToArray().Should().Equal(sent);
    }

    [Fact]
    public async Task Ping_pong_a_counter_goes_to_and_fro()
    {
        async Task Play(Stream conn, bool serves)
        {
            byte[] ball = new byte[8];
            if (serves) await conn.WriteAsync(ball);
            for (int expected = serves ? 1 : 0; ; expected += 2)
            {
                await conn.ReadExactlyAsync(ball);
                BinaryPrimitives.ReadInt64LittleEndian(ball).Should().Be(expected);
                int count = expected + 1;
                BinaryPrimitives.WriteInt64LittleEndian(ball, count);
                if (count <= 1001) await conn.WriteAsync(ball);
                if (count >= 1000) return;
            }
        }

        await Task.WhenAll(Play(_c1, serves: true), Play(_c2, serves: false)).WaitAsync(Limit);
    }

    [Fact]
    public async Task Racy_read_many_readers_may_change_their_buffers_at_once()
    {
        using var stop = new CancellationTokenSource();
        var writing = WriteUntil(_c2, stop.Token);

        async Task Read()
        {
            byte[] buffer = new byte[1024];
            for (int i = 0; i < 100; i++)
            {
                ConnOf(_c1).SetReadDeadline(Deadline.After(TimeSpan.FromMilliseconds(1)));
                try
                {
                    _ = await _c1.ReadAsync(buffer);
                    Array.Fill(buffer, (byte)0xFF);
                }
                catch (IOException e) when (IsTimeout(e))
                {
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(Read))).WaitAsync(Limit);
        await stop.CancelAsync();
        await _c1.DisposeAsync();
        await writing.WaitAsync(Limit);
    }

    [Fact]
    public async Task Racy_write_many_writers_may_change_their_buffers_at_once()
    {
        var reading = DiscardAsync(_c2);

        async Task Write()
        {
            byte[] buffer = new byte[1024];
            for (int i = 0; i < 100; i++)
            {
                ConnOf(_c1).SetWriteDeadline(Deadline.After(TimeSpan.FromMilliseconds(1)));
                try
                {
                    await _c1.WriteAsync(buffer);
                    Array.Fill(buffer, (byte)i);
                }
                catch (IOException e) when (IsTimeout(e))
                {
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(Write))).WaitAsync(Limit);
        await _c1.DisposeAsync();
        await reading.WaitAsync(Limit);
    }

    [Fact]
    public async Task Read_timeout_a_passed_read_deadline_fails_reads_only()
    {
        var reading = DiscardAsync(_c2);

        ConnOf(_c1).SetReadDeadline(Deadline.Past);

        await ShouldTimeOut(() => _c1.ReadAsync(new byte[1024]).AsTask());
        await _c1.WriteAsync(new byte[1024]).AsTask().WaitAsync(Limit);
        await _c1.DisposeAsync();
        await reading.WaitAsync(Limit);
    }

    [Fact]
    public async Task Write_timeout_a_passed_write_deadline_fails_writes_only()
    {
        await _c2.WriteAsync(new byte[1024]);

        ConnOf(_c1).SetWriteDeadline(Deadline.Past);

        await ShouldTimeOut(() => _c1.WriteAsync(new byte[1024]).AsTask());
        (await _c1.ReadAsync(new byte[1024]).AsTask().WaitAsync(Limit)).Should().BePositive();
    }

    [Fact]
    public async Task Past_timeout_fails_both_ways_at_once_and_clearing_it_goes_on()
    {
        ConnOf(_c1).SetDeadline(Deadline.Past);
        await ShouldTimeOut(() => _c1.WriteAsync(new byte[1024]).AsTask());
        await ShouldTimeOut(() => _c1.ReadAsync(new byte[1024]).AsTask());

        ConnOf(_c1).SetDeadline(Deadline.None);

        await RoundTripAsync();
    }

    [Fact]
    public async Task Present_timeout_a_passed_deadline_frees_a_pending_read_and_write()
    {
        var read = _c1.ReadAsync(new byte[1024]).AsTask();
        var write = FillAsync(_c1);
        WaitUntilParked(_c1);
        read.IsCompleted.Should().BeFalse();
        write.IsCompleted.Should().BeFalse();

        ConnOf(_c1).SetDeadline(Deadline.Past);

        await ShouldTimeOut(() => read);
        await ShouldTimeOut(() => write);
    }

    [Fact]
    public async Task Future_timeout_frees_both_and_the_connection_still_works()
    {
        ConnOf(_c1).SetDeadline(Deadline.After(TimeSpan.FromMilliseconds(100)));

        await ShouldTimeOut(() => _c1.ReadAsync(new byte[1]).AsTask());
        await ShouldTimeOut(() => FillAsync(_c1));

        ConnOf(_c1).SetDeadline(Deadline.None);
        ConnOf(_c2).SetReadDeadline(Deadline.After(TimeSpan.FromMilliseconds(300)));
        await ShouldTimeOut(() => DiscardAsync(_c2));
        ConnOf(_c2).SetReadDeadline(Deadline.None);
        await RoundTripAsync();
    }

    [Fact]
    public async Task Close_timeout_ones_own_close_frees_a_pending_read_and_write()
    {
        var read = _c1.ReadAsync(new byte[1024]).AsTask();
        var write = FillAsync(_c1);
        WaitUntilParked(_c1);

        await _c1.DisposeAsync();

        foreach (var pending in new Task[] { read, write })
        {
            await pending.Awaiting(p => p.WaitAsync(Limit)).Should().ThrowAsync<Exception>()
                .Where(e => e is ObjectDisposedException || (e is IOException && !IsTimeout(e)));
        }
    }

    [Fact]
    public async Task Concurrent_methods_do_not_disturb_each_other()
    {
        async Task Use(Func<Task> use)
        {
            try
            {
                await use();
            }
            catch (IOException e) when (IsTimeout(e))
            {
            }
        }

        var conn = ConnOf(_c1);
        var soon = Deadline.After(TimeSpan.FromMilliseconds(10));
        var running = Enumerable.Range(0, 100).SelectMany(_ => new Func<Task>[]
        {
            () => _c1.ReadAsync(new byte[1024]).AsTask(),
            () => _c1.WriteAsync(new byte[1024]).AsTask(),
            () => Task.Run(() => conn.SetDeadline(soon)),
            () => Task.Run(() => conn.SetReadDeadline(soon)),
            () => Task.Run(() => conn.SetWriteDeadline(soon)),
            () => Task.Run(() => conn.LocalEndPoint),
            () => Task.Run(() => conn.RemoteEndPoint),
        }).Select(use => Task.Run(() => Use(use))).ToArray();

        await Task.WhenAll(running).WaitAsync(Limit);
        conn.SetDeadline(Deadline.None);
        await RoundTripAsync();
    }

    protected static bool IsTimeout(Exception e) => e is NetException { IsTimeout: true } || (e.InnerException is { } inner && IsTimeout(inner));

    private static async Task ShouldTimeOut(Func<Task> use)
    {
        var thrown = await use.Awaiting(u => u().WaitAsync(Limit)).Should().ThrowAsync<IOException>();
        IsTimeout(thrown.Which).Should().BeTrue();
    }

    // What a failed write had begun may still arrive before: zeros, so a mark shows where the new bytes begin.
    private async Task RoundTripAsync()
    {
        const byte mark = 0xFF;
        byte[] sent = Payload.Of(1024);
        sent[0] = mark;
        byte[] received = new byte[1024];

        var writing = _c1.WriteAsync(sent).AsTask();
        do await _c2.ReadExactlyAsync(received.AsMemory(0, 1)).AsTask().WaitAsync(Limit);
        while (received[0] != mark);
        await _c2.ReadExactlyAsync(received.AsMemory(1)).AsTask().WaitAsync(Limit);
        await writing.WaitAsync(Limit);

        received.Should().Equal(sent);
    }

    private static async Task FillAsync(Stream conn)
    {
        byte[] piece = new byte[64 * 1024];
        while (true) await conn.WriteAsync(piece);
    }

    private static async Task DiscardAsync(Stream conn)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await conn.ReadAsync(buffer) > 0)
        {
        }
    }

    private static async Task WriteUntil(Stream conn, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested) await conn.WriteAsync(new byte[1024], stop);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
        }
    }

    // Both wait, for as long as the peer neither sends nor reads.
    private void WaitUntilParked(Stream conn) => Eventually.True(() => ConnOf(conn).Fd.PollFd.Desc.IsWaitedFor(PollDirection.Both));
}

public sealed class TcpConnSpec(NetSystem net) : ConnSpec, IClassFixture<NetSystem>
{
    protected override async Task<(Stream, Stream)> PipeAsync() => await net.PairAsync();

    protected override NetConn ConnOf(Stream stream) => (NetConn)stream;
}

public sealed class UnixConnSpec(NetSystem net) : ConnSpec, IClassFixture<NetSystem>
{
    protected override async Task<(Stream, Stream)> PipeAsync() => await net.PairAsync("unix");

    protected override NetConn ConnOf(Stream stream) => (NetConn)stream;
}
