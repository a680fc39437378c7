using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>What Go's net tests ask of one TCP connection.</summary>
public sealed class NetConnSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;

    [Fact]
    public async Task After_close_every_call_fails_as_closed_and_the_addresses_are_still_answered()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await conn.DisposeAsync();
        await conn.DisposeAsync();

        await conn.Awaiting(c => c.ReadAsync(new byte[1]).AsTask()).Should().ThrowAsync<ObjectDisposedException>()
            .WithMessage("*read tcp 127.0.0.1:*->127.0.0.1:*: use of closed network connection*");
        await conn.Awaiting(c => c.ReadAsync(Memory<byte>.Empty).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
        await conn.Awaiting(c => c.WriteAsync(new byte[1]).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
        conn.Invoking(c => c.Read(new byte[1])).Should().Throw<ObjectDisposedException>();
        conn.Invoking(c => c.Write(new byte[1])).Should().Throw<ObjectDisposedException>();
        conn.Invoking(c => c.SetDeadline(Deadline.None)).Should().Throw<ObjectDisposedException>()
            .WithMessage("*set tcp *use of closed network connection*");
        conn.Invoking(c => c.CloseWrite()).Should().Throw<ObjectDisposedException>();
        conn.LocalEndPoint.Should().Be(peer.RemoteEndPoint);
        conn.RemoteEndPoint.Should().Be(peer.LocalEndPoint);
    }

    [Fact]
    public async Task A_read_of_nothing_returns_at_once_whatever_the_deadline()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        conn.SetDeadline(Deadline.Past);

        (await conn.ReadAsync(Memory<byte>.Empty)).Should().Be(0);
        conn.Read([]).Should().Be(0);
    }

    [Fact]
    public async Task What_can_go_at_once_completes_synchronously()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;

        conn.WriteAsync(new byte[] { 1, 2 }).AsTask().IsCompletedSuccessfully.Should().BeTrue();

        peer.Socket.Poll(Limit, SelectMode.SelectRead).Should().BeTrue();
        var read = peer.ReadAsync(new byte[8]).AsTask();
        read.IsCompletedSuccessfully.Should().BeTrue();
        (await read).Should().Be(2);
    }

    [Fact]
    public async Task A_write_of_nothing_is_subject_to_the_deadline()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        await conn.WriteAsync(ReadOnlyMemory<byte>.Empty);

        conn.SetWriteDeadline(Deadline.Past);

        (await conn.Awaiting(c => c.WriteAsync(ReadOnlyMemory<byte>.Empty).AsTask()).Should().ThrowAsync<NetException>())
            .Which.IsTimeout.Should().BeTrue();
    }

    [Fact]
    public async Task Buffered_data_comes_before_the_end_of_the_stream_and_the_end_repeats()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = conn;
        await peer.WriteAsync("hello"u8.ToArray());
        await peer.DisposeAsync();

        byte[] buffer = new byte[16];
        (await conn.ReadAsync(buffer).AsTask().WaitAsync(Limit)).Should().Be(5);
        (await conn.ReadAsync(buffer).AsTask().WaitAsync(Limit)).Should().Be(0);
        conn.Read(buffer).Should().Be(0);
    }

    [Fact]
    public async Task A_reset_by_the_peer_is_an_error_not_an_end()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = conn;
        peer.SetLinger(0);
        await peer.DisposeAsync();

        var thrown = await conn.Awaiting(c => c.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
        thrown.Which.IsTemporary.Should().BeFalse();
        thrown.Which.Message.Should().Match("read tcp 127.0.0.1:*->127.0.0.1:*: read: connection reset by peer");
    }

    [Fact]
    public async Task Close_with_a_blocked_read_shows_the_peer_an_end_not_a_reset()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        var blocked = conn.ReadAsync(new byte[1]).AsTask();

        await conn.DisposeAsync();

        (await peer.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
        await blocked.Awaiting(b => b.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task Close_frees_all_of_many_blocked_readers()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        var readers = Enumerable.Range(0, 8).Select(_ => conn.ReadAsync(new byte[1]).AsTask()).ToArray();

        await conn.DisposeAsync();

        foreach (var reader in readers) await reader.Awaiting(r => r.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task A_passed_deadline_frees_all_of_many_blocked_readers()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        var readers = Enumerable.Range(0, 8).Select(_ => conn.ReadAsync(new byte[1]).AsTask()).ToArray();

        conn.SetReadDeadline(Deadline.Past);

        foreach (var reader in readers)
            (await reader.Awaiting(r => r.WaitAsync(Limit)).Should().ThrowAsync<NetException>()).Which.IsTimeout.Should().BeTrue();
    }

    [Fact]
    public async Task Whole_writes_do_not_mix()
    {
        const int size = 1 << 20, writers = 8;
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;

        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(i =>
        {
            byte[] piece = new byte[size];
            Array.Fill(piece, (byte)i);
            return conn.WriteAsync(piece).AsTask();
        }));
        byte[] received = new byte[size * writers];
        await peer.ReadExactlyAsync(received).AsTask().WaitAsync(Limit);
        await writing.WaitAsync(Limit);
        await conn.DisposeAsync();

        received.Chunk(size).Should().OnlyContain(run => run.All(b => b == run[0]));
    }

    [Fact]
    public async Task A_write_that_times_out_says_how_much_it_had_sent()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        var writing = conn.WriteAsync(new byte[64 << 20]).AsTask();

        conn.SetWriteDeadline(Deadline.After(TimeSpan.FromMilliseconds(20)));
        var thrown = await writing.Awaiting(w => w.WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.IsTimeout.Should().BeTrue();
        thrown.Which.Transferred.Should().BeInRange(1, (64 << 20) - 1);
    }

    [Fact]
    public async Task Half_close_ends_one_direction_only()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;

        conn.CloseWrite();
        conn.CloseWrite();

        (await peer.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
        await peer.WriteAsync(new byte[] { 42 });
        byte[] buffer = new byte[1];
        (await conn.ReadAsync(buffer).AsTask().WaitAsync(Limit)).Should().Be(1);
        (await conn.Awaiting(c => c.WriteAsync(buffer).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().EndWith("broken pipe");
    }

    [Fact]
    public async Task Cancellation_ends_a_pending_read_and_the_connection_goes_on()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        for (int i = 0; i < 200; i++)
        {
            using var source = new CancellationTokenSource();
            var read = conn.ReadAsync(new byte[1], source.Token).AsTask();
            await source.CancelAsync();
            await read.Awaiting(r => r.WaitAsync(Limit)).Should().ThrowAsync<OperationCanceledException>();
        }

        await peer.WriteAsync(new byte[] { 7 });
        byte[] buffer = new byte[1];
        (await conn.ReadAsync(buffer).AsTask().WaitAsync(Limit)).Should().Be(1);
        buffer[0].Should().Be(7);
    }

    [Fact]
    public async Task Cancellation_that_races_with_data_loses_nothing()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        int received = 0;
        for (int i = 0; i < 2000; i++)
        {
            using var source = new CancellationTokenSource();
            var read = conn.ReadAsync(new byte[1], source.Token).AsTask();
            var writing = peer.WriteAsync(new byte[1]).AsTask();
            source.Cancel();
            try
            {
                received += await read.WaitAsync(Limit);
            }
            catch (OperationCanceledException)
            {
            }

            await writing;
        }

        peer.CloseWrite();
        var rest = new MemoryStream();
        await conn.CopyToAsync(rest).WaitAsync(Limit);
        (received + rest.Length).Should().Be(2000);
    }

    [Fact]
    public async Task Synchronous_reads_and_writes_wait_on_their_thread_until_their_timeout()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        var read = Task.Run(() => conn.ReadByte());
        peer.Write([9]);
        (await read.WaitAsync(Limit)).Should().Be(9);

        conn.ReadTimeout = 50;
        conn.WriteTimeout = 50;

        conn.Invoking(c => c.ReadByte()).Should().Throw<NetException>().Which.IsTimeout.Should().BeTrue();
        conn.Invoking(c => c.Write(new byte[64 << 20])).Should().Throw<NetException>().Which.IsTimeout.Should().BeTrue();
    }

    [Fact]
    public async Task Options_are_gos()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;

        foreach (var each in new[] { conn, peer })
        {
            each.NoDelay.Should().BeTrue();
            each.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive).Should().NotBe(0);
            each.Socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).Should().Be(15);
            each.Socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval).Should().Be(15);
        }

        conn.SetKeepAlive(new KeepAlive(true, TimeSpan.FromSeconds(1.5)));
        conn.Socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).Should().Be(2);
        conn.SetKeepAlive(KeepAlive.Off);
        conn.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive).Should().Be(0);
    }
}
