using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

public sealed class WriteQueueSpec : NetPollTestKit
{
    private readonly SocketPair _pair = new();
    private readonly WriteQueue _queue = new();

    [Fact]
    public void What_is_added_is_sent_in_order_and_then_it_is_empty()
    {
        _queue.Add([1, 2]);
        _queue.Add(new Tcp.Write(Segments.Of([3], [], [4, 5])), ActorRefs.Nobody);
        _queue.Add([6]);

        _queue.Bytes.Should().Be(6);
        Flush().Should().Be(new IoResult(6, SocketError.Success));
        Received(6).Should().Equal(1, 2, 3, 4, 5, 6);
        (_queue.Bytes, _queue.IsEmpty).Should().Be((0L, true));
    }

    [Fact]
    public void A_span_is_copied_at_once()
    {
        byte[] data = [1, 2];
        _queue.Add(data);
        data[0] = 9;

        Flush();

        Received(2).Should().Equal(1, 2);
    }

    [Fact]
    public void Small_spans_share_a_block_and_leave_in_one_piece()
    {
        for (byte i = 0; i < 200; i++) _queue.Add([i]);

        Flush().Count.Should().Be(200);

        // Had it been several sends without Nagle's algorithm, a first receive could have been short.
        Received(200).Should().Equal(Enumerable.Range(0, 200).Select(i => (byte)i));
    }

    [Fact]
    public void Acknowledgements_follow_the_last_byte_of_their_own_write()
    {
        _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>([1]), "first"), TestActor);
        _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>([2])), TestActor);
        _queue.Add(new Tcp.Write(ReadOnlySequence<byte>.Empty, "empty"), TestActor);

        ExpectNothingMore(this);
        Flush();

        ExpectMsg("first");
        ExpectMsg("empty");
        _queue.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void What_the_socket_does_not_take_waits_and_is_not_acknowledged()
    {
        long before = _pair.FillOurSendBuffer();
        _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>([1, 2, 3]), "sent"), TestActor);

        Flush().Should().Be(new IoResult(0, SocketError.WouldBlock));

        _queue.Bytes.Should().Be(3);
        ExpectNothingMore(this);
        _pair.DrainPeer(before);
        Eventually.True(() => Flush().IsSuccess);
        ExpectMsg("sent");
        Received(3).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void A_peer_that_has_reset_is_an_error_not_an_exception()
    {
        _pair.Peer.LingerState = new LingerOption(true, 0);
        _pair.Peer.Dispose();
        _queue.Add([1]);

        SocketError error = SocketError.Success;
        Eventually.True(() =>
        {
            if (_queue.IsEmpty) _queue.Add([1]); // Until the reset has arrived, sends succeed.
            return (error = Flush().Error) != SocketError.Success;
        });

        error.Should().BeOneOf(SocketError.ConnectionReset, SocketError.Shutdown);
    }

    [Fact]
    public void Memory_without_an_array_is_sent_too()
    {
        using var native = new NativeMemoryManager(20_000);
        native.GetSpan().Fill(7);
        _queue.Add([1]);
        _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(native.Memory)), ActorRefs.Nobody);
        _queue.Add([2]);

        Flush().Should().Be(new IoResult(20_002, SocketError.Success));

        byte[] received = Received(20_002);
        (received[0], received[1], received[20_000], received[20_001]).Should().Be((1, 7, 7, 2));
    }

    [Fact]
    public void Returned_it_forgets_what_was_in_it()
    {
        var queue = WriteQueue.Rent();
        queue.Add([1, 2, 3]);
        queue.Add(new Tcp.Write(new ReadOnlySequence<byte>([4]), "never"), TestActor);

        queue.Return();

        var again = WriteQueue.Rent();
        (again.Bytes, again.IsEmpty).Should().Be((0L, true));
        ExpectNothingMore(this);
    }

    [Fact]
    public void What_was_sent_from_many_pieces_is_not_held_on_to()
    {
        WeakReference sent = SendPieces();

        GC.Collect();

        sent.IsAlive.Should().BeFalse("the queue goes on to other connections");
        Received(2 * 12 * 1024);
        GC.KeepAlive(_queue);
    }

    // A method of its own, so that no variable keeps what it sends.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference SendPieces()
    {
        byte[] first = new byte[12 * 1024];
        _queue.Add(new Tcp.Write(Segments.Of(first, new byte[12 * 1024])), ActorRefs.Nobody);
        Flush().Count.Should().Be(2 * first.Length);
        return new WeakReference(first);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, "ack")]
    [InlineData(1, "ack")]
    [InlineData(5000, null)]
    public void Its_cost_is_at_least_the_memory_that_is_held(int size, string? ack)
    {
        const int Limit = 1 << 20;
        long before = GC.GetAllocatedBytesForCurrentThread();
        long garbage = 0; // The rings that were outgrown, all together as long as the last one.

        while (_queue.Cost < Limit)
        {
            _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(new byte[size]), ack), ActorRefs.Nobody);
            garbage += size == 0 ? 24 : 0; // An array that is not referred to.
        }

        long held = GC.GetAllocatedBytesForCurrentThread() - before - garbage;
        held.Should().BeLessThan(2 * Limit);
        _queue.Return();
        _queue.Cost.Should().Be(0);
    }

    [Fact]
    public void Blocks_that_another_piece_ended_early_are_counted_whole()
    {
        for (int i = 0; i < 100; i++)
        {
            _queue.Add([1]);
            _queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(new byte[1])), ActorRefs.Nobody);
        }

        _queue.Cost.Should().BeGreaterThan(100 * 4096);
        Flush().Should().Be(new IoResult(200, SocketError.Success));
        _queue.Cost.Should().Be(0);
    }

    [Property(Arbitrary = [typeof(WriteQueueSpec)])]
    public void Any_sizes_in_any_mixture_arrive_in_order(Addition[] additions)
    {
        byte next = 0;
        var queue = new WriteQueue();
        var expected = new List<byte>();
        foreach (Addition addition in additions)
        {
            byte[] data = [.. Enumerable.Range(0, addition.Size).Select(_ => next++)];
            expected.AddRange(data);
            Add(queue, data, addition.As);
        }

        using var pair = new SocketPair();
        Task<byte[]> receiver = Task.Factory.StartNew(() => Received(pair, expected.Count), TaskCreationOptions.LongRunning);
        Eventually.True(() => queue.Flush(pair.Ours.Unwatched(), ActorRefs.Nobody).IsSuccess);
        receiver.Wait(Eventually.Limit).Should().BeTrue();

        receiver.Result.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(expected)).Should().BeTrue("they are sent in order");
        queue.IsEmpty.Should().BeTrue();
    }

    // Small ones, several of which fill a block and are gathered, beside those that are sent from where they lie.
    public static Arbitrary<Addition> Additions()
    {
        Gen<int> sizes = Gen.Frequency((3, Gen.Choose(0, 200)), (1, Gen.Choose(0, 30_000)));
        return Gen.Elements(Enum.GetValues<Form>()).SelectMany(form => sizes.Select(size => new Addition(form, size))).ToArbitrary();
    }

    private static void Add(WriteQueue queue, byte[] data, Form form)
    {
        switch (form)
        {
            case Form.Span: queue.Add(data); break;
            case Form.Memory: queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(data)), ActorRefs.Nobody); break;
            default: queue.Add(new Tcp.Write(Segments.Of(data[..(data.Length / 2)], data[(data.Length / 2)..])), ActorRefs.Nobody); break;
        }
    }

    /// <summary>So many bytes, handed over in this form.</summary>
    public sealed record Addition(Form As, int Size);

    /// <summary>A span is copied; memory and what comes in several pieces is held until it is sent.</summary>
    public enum Form
    {
        Span,
        Memory,
        Pieces,
    }

    private IoResult Flush() => _queue.Flush(_pair.Ours.Unwatched(), ActorRefs.Nobody);

    private byte[] Received(int count) => Received(_pair, count);

    private static byte[] Received(SocketPair pair, int count)
    {
        byte[] data = new byte[count];
        for (int received = 0; received < count;) received += pair.Peer.Receive(data.AsSpan(received));
        return data;
    }

    protected override void AfterAll()
    {
        _pair.Dispose();
        base.AfterAll();
    }

    private sealed unsafe class NativeMemoryManager(int length) : MemoryManager<byte>
    {
        private byte* _memory = (byte*)NativeMemory.Alloc((nuint)length);

        public override Span<byte> GetSpan() => new(_memory, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_memory + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
            NativeMemory.Free(_memory);
            _memory = null;
        }
    }
}
