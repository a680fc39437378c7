using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>With how few system calls it sends: into a datagram socket, where each call is one datagram.</summary>
public sealed class WriteQueueCallsSpec : NetPollTestKit
{
    private readonly Socket _ours = Bound(), _theirs = Bound();
    private readonly PollFd _fd;
    private readonly WriteQueue _queue = new();

    public WriteQueueCallsSpec()
    {
        _ours.Connect(_theirs.LocalEndPoint!);
        _fd = _ours.Unwatched();
    }

    [Theory]
    [InlineData(2, 1, new[] { 2 })]
    [InlineData(8, 1000, new[] { 8000 })] // The ring is full.
    [InlineData(8, 3000, new[] { 24_000 })] // And too much to copy together.
    [InlineData(20, 1000, new[] { 20_000 })]
    [InlineData(64, 300, new[] { 19_200 })]
    [InlineData(70, 300, new[] { 19_200, 1_800 })] // One call takes sixty-four.
    public void Pieces_leave_together(int count, int size, int[] calls)
    {
        byte[][] pieces = [.. Enumerable.Range(0, count).Select(i => Enumerable.Repeat((byte)i, size).ToArray())];
        foreach (byte[] piece in pieces) _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(piece)), ActorRefs.Nobody);

        Flush().Should().Be(new IoResult(count * size, SocketError.Success));

        byte[][] datagrams = Received();
        datagrams.Select(datagram => datagram.Length).Should().Equal(calls);
        datagrams.SelectMany(datagram => datagram).Should().Equal(pieces.SelectMany(piece => piece));
    }

    [Fact]
    public void Acknowledgements_between_them_part_them_not()
    {
        for (byte i = 0; i < 10; i++) _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(new byte[2000]), i), TestActor);

        Flush();

        Received().Should().ContainSingle().Which.Length.Should().Be(20_000);
        for (byte i = 0; i < 10; i++) ExpectMsg(i);
    }

    [Fact]
    public void An_acknowledgement_alone_sends_nothing()
    {
        _queue.Add(new Tcp.Write(ReadOnlySequence<byte>.Empty, "done"), TestActor);

        Flush().Should().Be(new IoResult(0, SocketError.Success));

        ExpectMsg("done");
        Received().Should().BeEmpty();
    }

    [Fact]
    public void Nothing_added_is_nothing_to_send()
    {
        _queue.Add(new Tcp.Write(ReadOnlySequence<byte>.Empty), TestActor);

        (_queue.IsEmpty, _queue.Bytes).Should().Be((true, 0L));
    }

    [Fact]
    public void A_pooled_array_that_is_given_away_is_sent_up_to_its_length()
    {
        _queue.Add([1]);
        byte[] block = ArrayPool<byte>.Shared.Rent(100);
        (block[0], block[1]) = (2, 3);

        _queue.Add(block, 2);
        _queue.Add([4]);

        _queue.Bytes.Should().Be(4);
        Flush().Count.Should().Be(4);
        Received().Should().ContainSingle().Which.Should().Equal(1, 2, 3, 4);
    }

    [Theory]
    [InlineData(200, 1)] // Spans that share a block.
    [InlineData(9, 1000)] // Copied together.
    [InlineData(9, 2000)] // Sent from where they are.
    public void Sending_makes_nothing_anew(int count, int size)
    {
        byte[] data = new byte[size], into = new byte[65536];
        var write = new Tcp.Write(data);
        for (int i = 0; i < 3; i++) Round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) Round();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20 * 50, "no block, no list, no queue");

        void Round()
        {
            var queue = WriteQueue.Rent();
            for (int i = 0; i < count; i++)
            {
                if (size == 1) queue.Add(data);
                else queue.Add(write, ActorRefs.Nobody);
            }

            queue.Flush(_fd, ActorRefs.Nobody);
            queue.Return();
            _theirs.TryReceive(into);
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)] // It has grown beyond what is worth keeping.
    public void Returned_it_serves_the_next_connection_of_its_thread_unless_it_has_grown_large(int pieces, bool kept)
    {
        var queue = WriteQueue.Rent();
        for (int i = 0; i < pieces; i++) queue.Add(new Tcp.Write(new ReadOnlySequence<byte>([1])), ActorRefs.Nobody);

        queue.Return();

        ReferenceEquals(WriteQueue.Rent(), queue).Should().Be(kept);
        ReferenceEquals(WriteQueue.Rent(), queue).Should().BeFalse("one connection has it already");
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _ours.Dispose();
        _theirs.Dispose();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private IoResult Flush() => _queue.Flush(_fd, ActorRefs.Nobody);

    // Over loopback a datagram that has been sent is there.
    private byte[][] Received()
    {
        var all = new List<byte[]>();
        byte[] buffer = new byte[65536];
        for (IoResult result; !(result = _theirs.TryReceive(buffer)).WouldBlock;) all.Add(buffer[..result.Count]);
        return [.. all];
    }
}
