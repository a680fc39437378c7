using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>A socket that takes a part at a time, wherever in a piece that part ends.</summary>
public sealed class WriteQueuePartsSpec : IDisposable
{
    private readonly SocketPair _pair = new();
    private readonly WriteQueue _queue = new();

    [Theory]
    [InlineData(1_000_003, 3)] // Pieces far beyond the socket's buffer.
    [InlineData(5_003, 100)] // Several pieces in it.
    [InlineData(401, 1000)]
    public void Every_byte_goes_once_and_in_order(int size, int count)
    {
        _pair.Ours.SendBufferSize = 4096;
        byte[] expected = [.. Enumerable.Range(0, size * count).Select(i => (byte)(i % 251))];
        foreach (byte[] piece in expected.Chunk(size)) _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(piece)), ActorRefs.Nobody);
        byte[] received = new byte[expected.Length];
        long sent = 0;
        int length = 0;

        Eventually.True(() =>
        {
            sent += Flush().Count;
            if (_queue.Bytes != expected.Length - sent) throw new InvalidOperationException($"{_queue.Bytes} bytes wait when {sent} went");
            if (_pair.Peer.Available > 0) length += _pair.Peer.Receive(received.AsSpan(length, Math.Min(received.Length - length, 30_011)));
            return length == received.Length;
        });

        received.AsSpan().SequenceEqual(expected).Should().BeTrue();
        _queue.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Many_pieces_into_a_full_socket_would_block()
    {
        _pair.FillOurSendBuffer();
        for (int i = 0; i < 10; i++) _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(new byte[3000])), ActorRefs.Nobody);

        Flush().Should().Be(new IoResult(0, SocketError.WouldBlock));

        _queue.Bytes.Should().Be(30_000);
    }

    public void Dispose() => _pair.Dispose();

    private IoResult Flush() => _queue.Flush(_pair.Ours.Unwatched(), ActorRefs.Nobody);
}
