using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>The numbers of descriptors for <see cref="DescriptorReserve"/>: getrlimit(2) and fcntl(2).</summary>
internal static class DescriptorCalls
{
    /// <summary>How many descriptors the process may have: numbers are below this one.</summary>
    public static int Limit() =>
        LinuxCalls.GetLimit(LinuxCalls.LimitOfDescriptors, out LinuxCalls.Limit limit) == 0
            ? (int)Math.Min(limit.Current, int.MaxValue)
            : int.MaxValue;

    /// <summary>The number that the kernel would hand out now, found with a copy of this descriptor; the highest there is when it has none.</summary>
    public static int LowestFree(int fd)
    {
        int copy = LibC.fcntl(fd, LibC.F_DUPFD_CLOEXEC, 0);
        if (copy < 0) return int.MaxValue;
        LibC.close(copy);
        return copy;
    }
}
