using System.Buffers.Binary;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>How a discarding server answers the end of a stream.</summary>
internal static class StreamLength
{
    public static byte[] Encode(long length)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, length);
        return bytes;
    }
}
