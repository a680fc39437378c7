using System.Buffers;

namespace Akka.NetPoll.Framing;

/// <summary>Cuts a stream of bytes into frames, and makes frames. Holds no state: one serves all connections and threads.</summary>
/// <remarks>In a connection: <c>while (framing.TryRead(ref data, out var frame)) ...; return data.Start;</c></remarks>
public interface IFraming
{
    /// <summary>How many bytes a frame may have, read or written, without what surrounds it.</summary>
    int Limit { get; }

    /// <summary>Cuts the next frame off the front of the data; says when there is none yet, or one beyond the limit.</summary>
    /// <param name="data">Begins after the frame when there is one; otherwise it is left as it is.</param>
    /// <param name="frame">A slice of the data: not a copy, and without delimiter or prefix.</param>
    FrameStatus Read(ref ReadOnlySequence<byte> data, out ReadOnlySequence<byte> frame);

    /// <summary>Writes a frame with what surrounds it.</summary>
    /// <exception cref="ArgumentException">The frame is beyond the limit, or cannot be told from what surrounds it.</exception>
    void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> frame);
}
