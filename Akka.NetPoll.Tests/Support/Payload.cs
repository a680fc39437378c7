namespace Akka.NetPoll.Tests.Support;

/// <summary>Bytes in which any shift or swap shows, the same in every run.</summary>
internal static class Payload
{
    public static byte[] Of(int size, int seed = 4711)
    {
        byte[] bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
