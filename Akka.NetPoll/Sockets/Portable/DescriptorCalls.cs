namespace Akka.NetPoll.Sockets.Portable;

/// <summary>The numbers of descriptors cannot be asked for: as if there were no end of them, so that no reserve is ever reached.</summary>
internal static class DescriptorCalls
{
    public static int Limit() => int.MaxValue;

    public static int LowestFree(int descriptor) => descriptor;
}
