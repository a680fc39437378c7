using System.Buffers;
using System.Buffers.Binary;

namespace Akka.NetPoll.Framing;

/// <summary>Frames with their length, as an unsigned number, in front.</summary>
public sealed class LengthPrefixFraming : IFraming
{
    private readonly int _size;
    private readonly bool _littleEndian;

    /// <summary>A prefix of 1, 2, 4 or 8 bytes, big endian (the network's order) unless said otherwise.</summary>
    /// <param name="size">Of the prefix.</param>
    /// <param name="limit">The longest frame, read or written, without its prefix.</param>
    /// <param name="littleEndian">Whether the least significant byte comes first.</param>
    public LengthPrefixFraming(int size, int limit, bool littleEndian = false)
    {
        if (size is not (1 or 2 or 4 or 8)) throw new ArgumentOutOfRangeException(nameof(size), size, "must be 1, 2, 4 or 8");
        if (limit < 0 || (size < 4 && limit >= 1 << (8 * size)))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"must be from 0 to what {size} bytes can say");
        }

        (_size, Limit, _littleEndian) = (size, limit, littleEndian);
    }

    /// <inheritdoc/>
    public int Limit { get; }

    /// <inheritdoc/>
    public FrameStatus Read(ref ReadOnlySequence<byte> data, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        if (data.Length < _size) return FrameStatus.Incomplete;
        ulong length = ReadLength(data);
        // Before the rest has come, so that no caller collects a frame that will be refused.
        if (length > (ulong)Limit) return FrameStatus.TooLong;
        if (data.Length - _size < (long)length) return FrameStatus.Incomplete;

        frame = data.Slice(_size, (long)length);
        data = data.Slice(_size + (long)length);
        return FrameStatus.Complete;
    }

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> frame)
    {
        if (frame.Length > Limit) throw new ArgumentException($"a frame of {frame.Length} bytes, with a limit of {Limit}", nameof(frame));
        Span<byte> prefix = stackalloc byte[8];
        if (_littleEndian) BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)frame.Length);
        else BinaryPrimitives.WriteUInt64BigEndian(prefix, (ulong)frame.Length << (64 - (8 * _size)));
        output.Write(prefix[.._size]);
        output.Write(frame);
    }

    private ulong ReadLength(in ReadOnlySequence<byte> data)
    {
        Span<byte> prefix = stackalloc byte[8];
        prefix.Clear();
        data.Slice(0, _size).CopyTo(prefix);
        return _littleEndian
            ? BinaryPrimitives.ReadUInt64LittleEndian(prefix)
            : BinaryPrimitives.ReadUInt64BigEndian(prefix) >> (64 - (8 * _size));
    }
}
