using System.Buffers;

namespace Akka.NetPoll.Framing;

/// <summary>Lines that end with LF or CR LF; what is cut off has neither.</summary>
/// <param name="limit">The longest line, read or written, without its end.</param>
public sealed class LineFraming(int limit) : IFraming
{
    private const byte Lf = (byte)'\n', Cr = (byte)'\r';

    /// <inheritdoc/>
    public int Limit { get; } = limit > 0 ? limit : throw new ArgumentOutOfRangeException(nameof(limit), limit, "must be positive");

    /// <summary>Whether written lines end with CR LF, as telnet and most text protocols want it.</summary>
    public bool WritesCrLf { get; init; }

    /// <inheritdoc/>
    public FrameStatus Read(ref ReadOnlySequence<byte> data, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        // No line that fits is longer than this, so nothing beyond need be searched.
        ReadOnlySequence<byte> window = data.Length > Limit + 2L ? data.Slice(0, Limit + 2L) : data;
        if (window.PositionOf(Lf) is not { } end)
        {
            return window.Length > Limit + (EndsWithCr(window) ? 1L : 0L) ? FrameStatus.TooLong : FrameStatus.Incomplete;
        }

        ReadOnlySequence<byte> line = data.Slice(0, end);
        if (EndsWithCr(line)) line = line.Slice(0, line.Length - 1);
        if (line.Length > Limit) return FrameStatus.TooLong;

        frame = line;
        data = data.Slice(data.GetPosition(1, end));
        return FrameStatus.Complete;
    }

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> frame)
    {
        if (frame.Length > Limit) throw new ArgumentException($"a line of {frame.Length} bytes, with a limit of {Limit}", nameof(frame));
        if (frame.Contains(Lf) || frame is [.., Cr]) throw new ArgumentException("a line cannot hold the end of a line", nameof(frame));
        output.Write(frame);
        output.Write(WritesCrLf ? "\r\n"u8 : "\n"u8);
    }

    /// <summary>Drops the rest of a line that was too long, up to its end if that has come.</summary>
    /// <returns>True when the next line begins where the data now does; otherwise everything was dropped: skip again.</returns>
    public static bool Skip(ref ReadOnlySequence<byte> data)
    {
        SequencePosition? end = data.PositionOf(Lf);
        data = data.Slice(end is null ? data.End : data.GetPosition(1, end.Value));
        return end is not null;
    }

    private static bool EndsWithCr(in ReadOnlySequence<byte> data)
    {
        if (data.IsEmpty) return false;
        // Not FirstSpan: it may be empty, when the slice begins at the end of a piece.
        Span<byte> last = stackalloc byte[1];
        data.Slice(data.Length - 1).CopyTo(last);
        return last[0] == Cr;
    }
}
