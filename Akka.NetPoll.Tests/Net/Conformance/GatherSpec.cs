using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net.Conformance;

/// <summary>Pieces written with one call and sent in parts: writev_test.go of Go's net.</summary>
public sealed class GatherSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;

    /// <summary>TestBuffers_consume, by what arrives: however the pieces lie, and wherever the kernel stops, every byte comes once and in order.</summary>
    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 1, 2, 3 })]
    [InlineData(new[] { 0, 1, 0, 2, 0 })]
    [InlineData(new[] { 5_000_000, 1, 5_000_000 })]
    [InlineData(new[] { 1, 8_000_000, 1 })]
    [SuppressMessage("Performance", "CA1861", Justification = "The pieces are what each case is about.")]
    public async Task Pieces_of_any_length_arrive_once_and_in_order(int[] lengths)
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        byte[][] pieces = [.. lengths.Select((length, index) => Payload.Of(length, seed: index))];
        var received = new MemoryStream();
        var reading = peer.CopyToAsync(received);

        await conn.WriteAsync(Segments.Of(pieces)).AsTask().WaitAsync(Limit);
        await conn.DisposeAsync();

        await reading.WaitAsync(Limit);
        received.ToArray().AsSpan().SequenceEqual(pieces.SelectMany(piece => piece).ToArray()).Should().BeTrue();
    }

    /// <summary>TestSendfileOnWriteTimeoutExceeded's kin: a gathered write ends with its deadline and says how far it came.</summary>
    [Fact]
    public async Task A_gathered_write_that_the_peer_does_not_read_ends_with_its_deadline()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        var data = Segments.Of(new byte[20_000_000], new byte[20_000_000]);
        var writing = conn.WriteAsync(data).AsTask();

        conn.SetWriteDeadline(Deadline.After(TimeSpan.FromMilliseconds(20)));
        var thrown = (await writing.Awaiting(w => w.WaitAsync(Limit)).Should().ThrowAsync<NetException>()).Which;

        thrown.IsTimeout.Should().BeTrue();
        thrown.Transferred.Should().BeInRange(1, 39_999_999);
    }
}
