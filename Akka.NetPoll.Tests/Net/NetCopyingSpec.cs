using System.Buffers;
using System.IO.Pipes;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets.Linux;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>Many pieces, files and other connections' bytes: what Go's writev, sendfile and splice tests ask.</summary>
public sealed class NetCopyingSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(2500)]
    public async Task A_sequence_of_pieces_arrives_in_order(int pieces)
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = conn;
        await using var __ = peer;
        byte[] sent = Payload.Of(pieces * 100);

        var writing = conn.WriteAsync(Cut(sent, 100)).AsTask();

        await ShouldReceiveAsync(peer, sent);
        await writing.WaitAsync(Limit);
    }

    [Fact]
    public async Task A_gathered_write_to_a_closed_peer_is_an_error_that_says_how_much_went_out()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = conn;
        peer.SetLinger(0);
        await peer.DisposeAsync();
        var data = Cut(new byte[1 << 24], 1 << 16);

        var thrown = await conn.Awaiting(c => c.WriteAsync(data).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.Operation.Should().Be("writev");
    }

    [Theory]
    [InlineData(0, null, 300_000)]
    [InlineData(1000, null, 299_000)]
    [InlineData(1000, 5000L, 5000)]
    [InlineData(0, 1_000_000L, 300_000)]
    [InlineData(400_000, null, 0)]
    public async Task A_file_is_sent_from_an_offset_as_far_as_asked_or_to_its_end(long offset, long? length, int expected)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Payload.Of(300_000);
        await File.WriteAllBytesAsync(folder["file"], bytes);
        using var file = File.OpenHandle(folder["file"]);
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;

        var sending = conn.SendFileAsync(file, offset, length).AsTask();
        await ShouldReceiveAsync(peer, bytes.Skip((int)offset).Take(expected).ToArray());

        (await sending.WaitAsync(Limit)).Should().Be(expected);
        await conn.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_the_kernel_cannot_send_is_copied()
    {
        // sendfile wants a file that can be mapped, which those of proc cannot.
        using var file = File.OpenHandle("/proc/self/status");
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;

        long sent = await conn.SendFileAsync(file).AsTask().WaitAsync(Limit);

        sent.Should().BePositive();
        await conn.DisposeAsync();
        (await new StreamReader(peer).ReadToEndAsync().WaitAsync(Limit)).Should().StartWith("Name:").And.HaveLength((int)sent);
    }

    [Fact]
    public async Task What_is_no_file_or_no_part_of_one_is_refused_and_the_connection_goes_on()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["file"], new byte[10]);
        var disposed = File.OpenHandle(folder["file"]);
        disposed.Dispose();
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;

        await conn.Awaiting(c => c.SendFileAsync(null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
        await conn.Awaiting(c => c.SendFileAsync(disposed).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var noFile = new SafeFileHandle(pipe.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        await conn.Awaiting(c => c.SendFileAsync(noFile).AsTask()).Should().ThrowAsync<NotSupportedException>("it has no offsets");
        using var file = File.OpenHandle(folder["file"]);
        await conn.Awaiting(c => c.SendFileAsync(file, offset: -1).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await conn.Awaiting(c => c.SendFileAsync(file, length: -1).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();

        await conn.WriteAsync(new byte[] { 7 }).AsTask().WaitAsync(Limit);
        await ShouldReceiveAsync(peer, [7]);
    }

    [Fact]
    public async Task A_file_that_is_disposed_of_while_it_is_sent_arrives_whole()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Payload.Of(16 << 20);
        await File.WriteAllBytesAsync(folder["file"], bytes);
        var file = File.OpenHandle(folder["file"]);
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;

        var sending = conn.SendFileAsync(file).AsTask();
        sending.IsCompleted.Should().BeFalse("the buffers are smaller");
        file.Dispose();
        await ShouldReceiveAsync(peer, bytes);

        (await sending.WaitAsync(Limit)).Should().Be(bytes.Length);
        await conn.DisposeAsync();
    }

    [Fact]
    public async Task The_write_deadline_ends_a_file_that_the_peer_does_not_read()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["file"], new byte[32 << 20]);
        using var file = File.OpenHandle(folder["file"]);
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        var sending = conn.SendFileAsync(file).AsTask();

        conn.SetWriteDeadline(Deadline.After(TimeSpan.FromMilliseconds(20)));
        var thrown = await sending.Awaiting(s => s.WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.IsTimeout.Should().BeTrue();
        thrown.Which.Transferred.Should().BeInRange(1, (32 << 20) - 1);
    }

    [Theory]
    [InlineData("tcp", "tcp")]
    [InlineData("unix", "tcp")]
    [InlineData("tcp", "unix")]
    public async Task One_connection_is_copied_to_another_until_its_end(string from, string to)
    {
        byte[] sent = Payload.Of(3_000_001);
        var (source, fromProxy) = await net.PairAsync(from);
        var (toProxy, sink) = await net.PairAsync(to);
        await using var _ = sink;

        var copying = fromProxy.CopyToAsync(toProxy);
        var writing = Task.Run(async () =>
        {
            await source.WriteAsync(sent);
            await source.DisposeAsync();
        });
        await ShouldReceiveAsync(sink, sent);

        await writing.WaitAsync(Limit);
        await copying.WaitAsync(Limit);
        await fromProxy.DisposeAsync();
        await toProxy.DisposeAsync();
        (await sink.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_kernel_moves_nothing_the_bytes_are_copied(bool hasPipe)
    {
        byte[] sent = Payload.Of(300_000);
        var (source, input) = await net.PairAsync();
        var (output, sink) = await net.PairAsync();
        await using var _ = sink;
        var fromProxy = new NetConn(input.Fd) { MakePipe = () => hasPipe ? NoPipe() : null };

        var copying = fromProxy.CopyToAsync(output);
        var writing = Task.Run(async () =>
        {
            await using (source) await source.WriteAsync(sent);
        });
        await ShouldReceiveAsync(sink, sent);

        await Task.WhenAll(writing, copying).WaitAsync(Limit);
        await fromProxy.DisposeAsync();
        await output.DisposeAsync();

        // splice(2) wants a pipe on one side, which an eventfd is not.
        static SplicePipe NoPipe() => new(LibC.eventfd(0, LibC.EFD_CLOEXEC), LibC.eventfd(0, LibC.EFD_CLOEXEC));
    }

    [Fact]
    public async Task A_proxy_in_both_directions_ends_when_both_sides_have()
    {
        var (client, near) = await net.PairAsync();
        var (far, server) = await net.PairAsync();
        var there = Forward(near, far);
        var back = Forward(far, near);

        await client.WriteAsync("ping"u8.ToArray());
        await ShouldReceiveAsync(server, "ping"u8.ToArray());
        await server.WriteAsync("pong"u8.ToArray());
        await ShouldReceiveAsync(client, "pong"u8.ToArray());
        client.CloseWrite();
        server.CloseWrite();

        await Task.WhenAll(there, back).WaitAsync(Limit);
        foreach (var conn in new[] { client, near, far, server }) await conn.DisposeAsync();
    }

    private static async Task Forward(NetConn from, NetConn to)
    {
        await from.CopyToAsync(to);
        to.CloseWrite();
    }

    private static async Task ShouldReceiveAsync(NetConn conn, byte[] expected)
    {
        byte[] received = new byte[expected.Length];
        await conn.ReadExactlyAsync(received).AsTask().WaitAsync(Limit);
        received.AsSpan().SequenceEqual(expected).Should().BeTrue();
    }

    private static ReadOnlySequence<byte> Cut(byte[] bytes, int size)
    {
        var first = new Piece(ReadOnlyMemory<byte>.Empty, 0);
        var last = first;
        for (int at = 0; at < bytes.Length; at += size) last = last.Append(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
