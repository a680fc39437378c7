using System.Buffers;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>One call for many pieces.</summary>
public sealed class VectoredSendSpec : IDisposable
{
    private readonly SocketPair _pair = new();

    [Fact]
    public void The_pieces_go_out_in_order_and_empty_ones_are_passed_over()
    {
        _pair.Ours.TrySend(Segments.Of([1, 2], [], [3], [], [4, 5, 6])).Should().Be(new IoResult(6, SocketError.Success));

        Received(6).Should().Equal(1, 2, 3, 4, 5, 6);
    }

    [Fact]
    public void Of_very_many_pieces_the_first_ones_go_out()
    {
        byte[][] pieces = [.. Enumerable.Range(0, 300).Select(i => new[] { (byte)i })];

        _pair.Ours.TrySend(Segments.Of(pieces)).Should().Be(new IoResult(256, SocketError.Success));

        Received(256).Should().Equal(pieces.Take(256).Select(piece => piece[0]));
    }

    [Fact]
    public void As_many_pieces_as_one_call_takes_go_out_whole()
    {
        byte[][] pieces = [.. Enumerable.Range(0, 256).Select(i => new[] { (byte)i })];

        _pair.Ours.TrySend(Segments.Of(pieces)).Count.Should().Be(256);
    }

    [Fact]
    public void Empty_pieces_take_no_place()
    {
        byte[][] pieces = [.. Enumerable.Repeat(Array.Empty<byte>(), 300), [1]];

        _pair.Ours.TrySend(Segments.Of(pieces)).Should().Be(new IoResult(1, SocketError.Success));
    }

    [Fact]
    public void Sending_nothing_succeeds_whatever_failed_before()
    {
        _pair.FillOurSendBuffer();
        _pair.Ours.TrySend(Segments.Of([1])).WouldBlock.Should().BeTrue();

        _pair.Ours.TrySend(ReadOnlySequence<byte>.Empty).Should().Be(new IoResult(0, SocketError.Success));
    }

    [Fact]
    public void Even_on_a_socket_that_blocks_the_call_does_not()
    {
        ReadOnlySequence<byte> data = Segments.Of(new byte[65536], new byte[65536]);
        IoResult result;

        do result = _pair.Peer.TrySend(data); // Which has never been made non-blocking.
        while (result.IsSuccess);

        result.WouldBlock.Should().BeTrue();
    }

    [Fact]
    public void Sending_pieces_allocates_nothing()
    {
        ReadOnlySequence<byte> data = Segments.Of([1], [2]);
        _pair.Ours.TrySend(data);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) _pair.Ours.TrySend(data);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Sending_into_a_full_buffer_would_block()
    {
        _pair.FillOurSendBuffer();

        IoResult result = _pair.Ours.TrySend(Segments.Of([1], [2]));

        result.Should().Be(new IoResult(0, SocketError.WouldBlock));
    }

    [Fact]
    public void After_our_own_end_of_stream_it_fails_and_raises_no_signal()
    {
        _pair.Ours.Shutdown(SocketShutdown.Send);

        _pair.Ours.TrySend(Segments.Of([1], [2])).Should().Be(new IoResult(0, SocketError.Shutdown));
    }

    [Fact]
    public void The_pieces_are_held_in_place_during_the_call_and_let_go_after_it()
    {
        using var first = new CountedMemory();
        using var second = new CountedMemory();

        _pair.Ours.TrySend(CountedMemory.Sequence(first, second)).Count.Should().Be(2);

        (first.Pins, first.Held, second.Pins, second.Held).Should().Be((1, 0, 1, 0));
    }

    public void Dispose() => _pair.Dispose();

    private byte[] Received(int count)
    {
        byte[] data = new byte[count];
        _pair.Peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        for (int got = 0; got < count;) got += _pair.Peer.Receive(data, got, count - got, SocketFlags.None);
        return data;
    }
}
