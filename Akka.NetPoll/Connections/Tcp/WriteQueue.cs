using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>What one connection has still to send, in order; goes out in as few system calls as there can be.</summary>
/// <remarks>
/// A connection has one only while something waits: it is rented from the thread and given back when empty, so an
/// idle connection holds none and sending allocates nothing. Memory told by other actors is referred to; spans are
/// copied into pooled blocks. One thread at a time.
/// </remarks>
internal sealed class WriteQueue
{
    /// <summary>What holding one piece of memory or one acknowledgement costs besides its bytes, in bytes.</summary>
    /// <remarks>Its place in the ring, which doubles when it grows (2 x 40), and the array's header (24) or the acknowledged command (48).</remarks>
    public const int PieceCost = 128;

    private const int BlockSize = 4096;

    // As many pieces as one vectored send takes, and up to how many bytes copying them together is the cheaper way.
    private const int MaxSegments = 64, GatherLimit = 16 * 1024;

    [ThreadStatic] private static WriteQueue? _spare;
    [ThreadStatic] private static byte[]? _gathered;

    private Piece[] _pieces = new Piece[8]; // A ring.
    private int _head, _count;
    private int _sent; // Of the first piece.
    private long _unused; // Of all blocks but the last, which may be filled yet: a piece behind a block has ended it.
    private ReadOnlyMemory<byte>[]? _segments;

    /// <summary>How many bytes wait.</summary>
    public long Bytes { get; private set; }

    /// <summary>How much memory what waits holds, in bytes: small pieces cost more than their bytes.</summary>
    public long Cost => Bytes + _unused + ((long)_count * PieceCost);

    /// <summary>Whether nothing waits, not even an acknowledgement.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>An empty queue.</summary>
    public static WriteQueue Rent()
    {
        WriteQueue queue = _spare ?? new WriteQueue();
        _spare = null;
        return queue;
    }

    /// <summary>Gives the queue back; what is in it is dropped.</summary>
    public void Return()
    {
        while (_count > 0) DropFirst();
        Bytes = 0;
        if (_pieces.Length <= MaxSegments) _spare = this;
    }

    /// <summary>Adds a copy.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        Bytes += data.Length;
        if (_count > 0) data = data[Last.Extend(data)..];
        while (!data.IsEmpty)
        {
            byte[] block = ArrayPool<byte>.Shared.Rent(Math.Max(BlockSize, Math.Min(data.Length, GatherLimit)));
            int length = Math.Min(block.Length, data.Length);
            data[..length].CopyTo(block);
            Push(new Piece(block, length));
            data = data[length..];
        }
    }

    /// <summary>Adds a pooled array, which is the queue's from now on.</summary>
    public void Add(byte[] block, int length)
    {
        Bytes += length;
        Push(new Piece(block, length));
    }

    /// <summary>Lets TLS have everything, in order; it is to be followed by <see cref="Return"/>.</summary>
    public void CopyTo(TlsEngine tls)
    {
        for (int i = 0; i < _count; i++)
        {
            ref Piece piece = ref At(i);
            if (piece.Acknowledged is { } write) tls.Mark((write, piece.Sender!));
            else tls.Write(piece.Data.Span);
        }
    }

    /// <summary>Adds memory that is not changed any more, and its acknowledgement if there is one.</summary>
    public void Add(Tcp.Write write, IActorRef sender)
    {
        Bytes += write.Data.Length;
        foreach (ReadOnlyMemory<byte> memory in write.Data)
        {
            if (!memory.IsEmpty) Push(new Piece(memory));
        }

        if (write.Ack is not null) AddAcknowledgement(write, sender);
    }

    /// <summary>Tells the sender the write's acknowledgement when everything before it is sent.</summary>
    public void AddAcknowledgement(Tcp.Write write, IActorRef sender) => Push(new Piece(write, sender)); // A piece of no bytes.

    /// <summary>Tells the sender of each acknowledged write that it fails. To be followed by <see cref="Return"/>.</summary>
    public void FailAcknowledged(Exception cause, IActorRef self)
    {
        for (int i = 0; i < _count; i++)
        {
            ref Piece piece = ref At(i);
            if (piece.Acknowledged is { } write) piece.Sender!.Tell(new Tcp.CommandFailed(write, cause), self);
        }
    }

    /// <summary>Sends until everything is gone or the socket takes no more.</summary>
    /// <returns>How many bytes went, and Success when all did, WouldBlock, or why sending failed.</returns>
    public IoResult Flush(PollFd fd, IActorRef self)
    {
        int sent = 0;
        Consume(0, self);
        while (_count > 0)
        {
            IoResult result = Send(fd);
            if (!result.IsSuccess) return new IoResult(sent, result.Error);
            sent += result.Count;
            Consume(result.Count, self);
        }

        return new IoResult(sent, SocketError.Success);
    }

    private ref Piece First => ref _pieces[_head];

    private ref Piece Last => ref At(_count - 1);

    private ref Piece At(int index) => ref _pieces[(_head + index) & (_pieces.Length - 1)];

    private IoResult Send(PollFd fd)
    {
        if (_count == 1) return fd.Send(First.Data.Span[_sent..]);
        return Bytes <= GatherLimit ? fd.Send(Gather()) : SendVectored(fd);
    }

    private ReadOnlySpan<byte> Gather()
    {
        byte[] buffer = _gathered ??= GC.AllocateUninitializedArray<byte>(GatherLimit);
        int length = 0;
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<byte> data = i == 0 ? First.Data.Span[_sent..] : At(i).Data.Span;
            data.CopyTo(buffer.AsSpan(length));
            length += data.Length;
        }

        return buffer.AsSpan(0, length);
    }

    private IoResult SendVectored(PollFd fd)
    {
        _segments ??= new ReadOnlyMemory<byte>[MaxSegments];
        int count = 0;
        for (int i = 0; i < _count && count < MaxSegments; i++)
        {
            ReadOnlyMemory<byte> data = i == 0 ? First.Data[_sent..] : At(i).Data;
            if (!data.IsEmpty) _segments[count++] = data;
        }

        IoResult result = fd.Send(_segments.AsSpan(0, count));
        _segments.AsSpan(0, count).Clear(); // The queue outlives what it sends: it goes on to other connections.
        return result;
    }

    // So many bytes are sent; acknowledgements that come to the front are told.
    private void Consume(int length, IActorRef self)
    {
        Bytes -= length;
        while (_count > 0)
        {
            if (First.Acknowledged is { } write)
            {
                First.Sender!.Tell(write.Ack!, self);
                DropFirst();
                continue;
            }

            int rest = First.Data.Length - _sent;
            if (length < rest)
            {
                _sent += length;
                return;
            }

            length -= rest;
            DropFirst();
        }
    }

    private void Push(in Piece piece)
    {
        if (_count == _pieces.Length) Grow();
        if (_count > 0) _unused += Last.Unused;
        _count++;
        Last = piece;
    }

    private void DropFirst()
    {
        if (_count > 1) _unused -= First.Unused;
        First.Release();
        First = default;
        _head = (_head + 1) & (_pieces.Length - 1);
        _count--;
        _sent = 0;
    }

    private void Grow()
    {
        var pieces = new Piece[_pieces.Length * 2];
        for (int i = 0; i < _count; i++) pieces[i] = At(i);
        (_pieces, _head) = (pieces, 0);
    }

    // Bytes, in the sender's memory or in a block of ours; or a write that is to be acknowledged.
    private struct Piece
    {
        private readonly byte[]? _block;

        public Piece(ReadOnlyMemory<byte> data) => Data = data;

        public Piece(byte[] block, int length)
        {
            _block = block;
            Data = block.AsMemory(0, length);
        }

        public Piece(Tcp.Write acknowledged, IActorRef sender)
        {
            Acknowledged = acknowledged;
            Sender = sender;
        }

        public ReadOnlyMemory<byte> Data { get; private set; }
        public Tcp.Write? Acknowledged { get; }
        public IActorRef? Sender { get; }

        public readonly int Unused => _block is null ? 0 : _block.Length - Data.Length;

        // Fills what is left of the block; returns how much of the data it took.
        public int Extend(ReadOnlySpan<byte> data)
        {
            if (_block is null) return 0;
            int length = Math.Min(_block.Length - Data.Length, data.Length);
            data[..length].CopyTo(_block.AsSpan(Data.Length));
            Data = _block.AsMemory(0, Data.Length + length);
            return length;
        }

        public readonly void Release()
        {
            if (_block is not null) ArrayPool<byte>.Shared.Return(_block);
        }
    }
}
