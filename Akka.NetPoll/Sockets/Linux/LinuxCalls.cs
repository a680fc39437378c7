using System.Runtime.InteropServices;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>The kernel's calls that Tmds.LibC 0.5.0 lacks. Their error is <see cref="Marshal.GetLastPInvokeError"/>, not <see cref="Errno.Last"/>.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int LimitOfDescriptors = 7; // RLIMIT_NOFILE.

    /// <summary>recvmmsg(2) without a time limit.</summary>
    public static int ReceiveMany(int fd, mmsghdr* messages, uint count, int flags) => ReceiveMany(fd, messages, count, flags, null);

    /// <summary>sendmmsg(2).</summary>
    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(int fd, mmsghdr* messages, uint count, int flags);

    /// <summary>sendfile(2).</summary>
    [LibraryImport("libc", EntryPoint = "sendfile", SetLastError = true)]
    public static partial nint SendFile(int to, int from, ref long offset, nuint count);

    /// <summary>getrlimit(2).</summary>
    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    private static partial int ReceiveMany(int fd, mmsghdr* messages, uint count, int flags, void* timeout);

    /// <summary>rlimit: the soft limit, which counts, and the hard one.</summary>
    public readonly struct Limit
    {
        public readonly nuint Current;
        public readonly nuint Highest;
    }
}
