using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>The descriptors with the highest numbers that the process may have: connections are to leave them to everything else.</summary>
/// <remarks>
/// The kernel hands out the lowest number that is free (POSIX), so while one below the reserve is free, the next descriptor
/// is no part of it. Asking for that number costs two system calls, which are saved while the numbers are far below.
/// Of a limit that is small itself a quarter is reserved at most.
/// </remarks>
internal sealed class DescriptorReserve(int count, Func<int> limit, Func<int, int> lowestFree)
{
    private int _last; // The number seen last.
    private int _first = First(count, limit());

    public DescriptorReserve(int count)
        : this(count, Limit, LowestFree)
    {
    }

    /// <summary>Whether the next descriptor would be one of the reserve, or cannot be had at all.</summary>
    /// <param name="socket">Any open one.</param>
    public bool IsReached(Socket socket)
    {
        if (count == 0 || _last < _first / 2) return false;
        _first = First(count, limit()); // Each time, for it can be changed from outside (prlimit).
        _last = lowestFree((int)socket.SafeHandle.DangerousGetHandle());
        return _last >= _first;
    }

    /// <summary>Looks at the number of a descriptor that has just been handed out.</summary>
    public void Note(Socket socket) => _last = (int)socket.SafeHandle.DangerousGetHandle();

    public override string ToString() => $"no more than descriptor-reserve = {count} descriptors are free";

    private static int Limit() => OperatingSystem.IsLinux() ? Linux.DescriptorCalls.Limit() : Portable.DescriptorCalls.Limit();

    private static int LowestFree(int descriptor) =>
        OperatingSystem.IsLinux() ? Linux.DescriptorCalls.LowestFree(descriptor) : Portable.DescriptorCalls.LowestFree(descriptor);

    private static int First(int count, int limit) => limit - Math.Min(count, limit / 4);
}
