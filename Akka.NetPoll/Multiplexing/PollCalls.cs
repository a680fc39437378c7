using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>The calls of <see cref="PollMultiplexer"/>, with what is the same on every 64-bit Unix.</summary>
/// <remarks>
/// nfds_t is unsigned long on Linux and unsigned int on macOS and the BSDs. Both are passed in a register, of which the callee reads
/// as much as it needs, so the wider one serves all. Calls of a variable number of arguments, such as fcntl, are left out: on arm64
/// Apple passes what varies on the stack. The error of each is <see cref="Marshal.GetLastPInvokeError"/>.
/// </remarks>
internal static unsafe partial class PollCalls
{
    // The same on Linux, macOS and the BSDs.
    public const int NotPermitted = 1, Interrupted = 4, BadDescriptor = 9, Exists = 17;
    private const int FromCurrent = 1; // SEEK_CUR.

    /// <summary>poll(2).</summary>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Entry* entries, nuint count, int milliseconds);

    /// <summary>Why a descriptor cannot be watched: it is not open, or it is a file, which poll(2) finds always ready.</summary>
    /// <returns>As epoll_ctl(2) says it; zero when it can be.</returns>
    public static int RefusalOf(int descriptor)
    {
        // Sockets, pipes and FIFOs cannot be sought in; what can be is refused, as epoll does.
        if (Seek(descriptor, 0, FromCurrent) >= 0) return NotPermitted;
        return Marshal.GetLastPInvokeError() == BadDescriptor ? BadDescriptor : 0;
    }

    // off_t has 64 bits on each of them.
    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(int descriptor, long offset, int from);

    /// <summary>pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Entry
    {
        public int Descriptor;
        public short Asked;
        public short Reported;
    }
}
