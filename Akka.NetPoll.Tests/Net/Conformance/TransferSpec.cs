using System.Buffers;
using System.Net.Sockets;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net.Conformance;

/// <summary>Much data, and ends in the middle of it: tcpsock_test.go, net_test.go, writev_test.go and splice_test.go of Go's net.</summary>
public sealed class TransferSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;

    /// <summary>TestTCPStress.</summary>
    [Fact]
    public async Task Two_clients_echo_many_messages()
    {
        const int Messages = 3000, Size = 512;
        await using var listener = await net.NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(TalkAsync))).WaitAsync(Limit);

        async Task TalkAsync()
        {
            await using var conn = await net.NetPoll.DialAsync(listener.LocalEndPoint);
            await using var served = await listener.AcceptAsync();
            var echoing = served.CopyToAsync(served);
            byte[] message = Payload.Of(Size);
            byte[] answer = new byte[Size];
            for (int i = 0; i < Messages; i++)
            {
                await conn.WriteAsync(message);
                await conn.ReadExactlyAsync(answer);
                answer.AsSpan().SequenceEqual(message).Should().BeTrue();
            }

            conn.CloseWrite();
            await echoing;
        }
    }

    /// <summary>TestTCPBig.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_call_writes_hundreds_of_megabytes(bool gathered)
    {
        const int Size = 256 << 20;
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        byte[] data = new byte[Size];
        data[0] = 1;
        data[^1] = 2;
        var sequence = gathered ? Segments.Of(data[..(Size / 2)], data[(Size / 2)..]) : new ReadOnlySequence<byte>(data);

        var writing = gathered ? conn.WriteAsync(sequence).AsTask() : conn.WriteAsync(data).AsTask();
        var (first, last, length) = await DrainAsync(peer, Size);

        await writing.WaitAsync(Limit);
        await conn.DisposeAsync();
        (first, last, length).Should().Be((1, 2, Size));
        (await peer.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
    }

    /// <summary>TestEndlessWrite: a peer that has closed its direction must not make a waiting write turn on the spot.</summary>
    [Fact]
    public async Task A_write_that_waits_while_the_peer_half_closes_goes_on_when_there_is_room()
    {
        const int Size = 64 << 20;
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        var writing = conn.WriteAsync(new byte[Size]).AsTask();
        writing.IsCompleted.Should().BeFalse("the buffers are smaller");

        peer.CloseWrite();
        (await conn.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);

        (await DrainAsync(peer, Size)).Length.Should().Be(Size);
        await writing.WaitAsync(Limit);
        await conn.DisposeAsync();
    }

    /// <summary>TestNotTemporaryRead.</summary>
    [Fact]
    public async Task A_reset_is_an_error_that_is_neither_temporary_nor_a_timeout()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = conn;
        peer.SetLinger(0);
        await peer.DisposeAsync();

        var thrown = (await conn.Awaiting(c => c.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>()).Which;

        (thrown.IsTemporary, thrown.IsTimeout, thrown.SocketErrorCode).Should().Be((false, false, SocketError.ConnectionReset));
    }

    /// <summary>What a peer that has closed does to writes: the kernel takes the first, is told by the peer's, and refuses the next.</summary>
    [Fact]
    public async Task After_the_peers_close_the_end_is_read_and_writes_break_the_pipe()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = conn;
        await peer.DisposeAsync();

        (await conn.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
        await conn.WriteAsync(new byte[1]);
        var thrown = await conn.Awaiting(c => c.WriteAsync(new byte[1]).AsTask()).Should().ThrowAsync<NetException>();

        thrown.Which.Message.Should().EndWith("write: broken pipe");
        (await conn.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
    }

    /// <summary>TestCloseRead, TestCloseWrite.</summary>
    [Theory]
    [InlineData("tcp")]
    [InlineData("unix")]
    public async Task Each_direction_closes_by_itself(string network)
    {
        var (conn, peer) = await net.PairAsync(network);
        await using var _ = conn;
        await using var __ = peer;

        conn.CloseRead();
        (await conn.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
        await conn.WriteAsync("still"u8.ToArray());
        conn.CloseWrite();

        byte[] rest = new byte[16];
        (await peer.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false).AsTask().WaitAsync(Limit)).Should().Be(5);
        (await conn.Awaiting(c => c.WriteAsync(new byte[1]).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Contain("broken pipe");
    }

    /// <summary>TestCloseError: a closed connection stays closed, and every call says so the same way.</summary>
    [Fact]
    public async Task Whatever_is_called_thrice_after_the_close_fails_thrice_as_closed()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        for (int i = 0; i < 3; i++)
        {
            await conn.DisposeAsync();
            conn.Invoking(c => c.CloseRead()).Should().Throw<ObjectDisposedException>().WithMessage("*use of closed network connection*");
            conn.Invoking(c => c.CloseWrite()).Should().Throw<ObjectDisposedException>();
            conn.Invoking(c => c.SetKeepAlive(KeepAlive.Off)).Should().Throw<ObjectDisposedException>();
            conn.Invoking(c => c.NoDelay = true).Should().Throw<ObjectDisposedException>();
            conn.Invoking(c => c.SetLinger(0)).Should().Throw<ObjectDisposedException>();
            await conn.Awaiting(c => c.WriteAsync(new ReadOnlySequence<byte>(new byte[1])).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
        }
    }

    /// <summary>TestSplice: nothing, a little, more than a pipe holds, and a copy that begins at the end of the stream.</summary>
    [Theory]
    [InlineData("tcp", "tcp", 0)]
    [InlineData("tcp", "tcp", 1)]
    [InlineData("tcp", "tcp", 5)]
    [InlineData("tcp", "tcp", 4096)]
    [InlineData("tcp", "tcp", 65_536)]
    [InlineData("tcp", "tcp", 65_537)]
    [InlineData("tcp", "tcp", 16 << 20)]
    [InlineData("unix", "tcp", 0)]
    [InlineData("unix", "tcp", 65_537)]
    [InlineData("unix", "tcp", 16 << 20)]
    [InlineData("tcp", "unix", 65_537)]
    [InlineData("tcp", "unix", 16 << 20)]
    [InlineData("unix", "unix", 65_537)]
    public async Task Any_amount_is_copied_from_one_connection_to_another(string from, string to, int size)
    {
        var (source, input) = await net.PairAsync(from);
        var (output, sink) = await net.PairAsync(to);
        await using var _ = input;
        await using var __ = sink;
        byte[] sent = Payload.Of(size);
        var writing = WriteAndCloseAsync();

        var copying = CopyAndCloseAsync();
        var received = new MemoryStream();
        await sink.CopyToAsync(received).WaitAsync(Limit);

        await Task.WhenAll(writing, copying).WaitAsync(Limit);
        received.GetBuffer().AsSpan(0, (int)received.Length).SequenceEqual(sent).Should().BeTrue();

        async Task WriteAndCloseAsync()
        {
            await using (source) await source.WriteAsync(sent);
        }

        async Task CopyAndCloseAsync()
        {
            await using (output) await input.CopyToAsync(output);
        }
    }

    private static async Task<(byte First, byte Last, long Length)> DrainAsync(NetConn conn, long upTo)
    {
        byte[] buffer = new byte[1 << 20];
        byte first = 0, last = 0;
        long length = 0;
        while (length < upTo)
        {
            int count = await conn.ReadAsync(buffer).AsTask().WaitAsync(Limit);
            if (count == 0) break;
            if (length == 0) first = buffer[0];
            last = buffer[count - 1];
            length += count;
        }

        return (first, last, length);
    }
}
