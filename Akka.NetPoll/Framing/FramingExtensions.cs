using System.Buffers;

namespace Akka.NetPoll.Framing;

/// <summary>What can be said about every framing.</summary>
public static class FramingExtensions
{
    /// <summary>Cuts the next frame off the front of the data, where a frame beyond the limit is an error.</summary>
    /// <returns>False when there is no whole frame yet.</returns>
    /// <exception cref="InvalidDataException">The frame is beyond the limit.</exception>
    public static bool TryRead(this IFraming framing, ref ReadOnlySequence<byte> data, out ReadOnlySequence<byte> frame) =>
        framing.Read(ref data, out frame) switch
        {
            FrameStatus.Complete => true,
            FrameStatus.Incomplete => false,
            _ => throw new InvalidDataException($"a frame has more than {framing.Limit} bytes"),
        };

    /// <summary>A frame with what surrounds it, in memory of its own.</summary>
    /// <exception cref="ArgumentException">As <see cref="IFraming.Write"/> throws.</exception>
    public static ReadOnlyMemory<byte> Encode(this IFraming framing, ReadOnlySpan<byte> frame)
    {
        var output = new ArrayBufferWriter<byte>((int)Math.Min(frame.Length + 8L, Array.MaxLength));
        framing.Write(output, frame);
        return output.WrittenMemory;
    }
}
