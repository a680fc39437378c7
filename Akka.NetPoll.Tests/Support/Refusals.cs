namespace Akka.NetPoll.Tests.Support;

/// <summary>The numbers with which this system's multiplexers refuse to watch a handle.</summary>
internal static class Refusals
{
    /// <summary>EEXIST, or ERROR_ALREADY_EXISTS.</summary>
    public static readonly int WatchedAlready = OperatingSystem.IsWindows() ? 183 : 17;

    /// <summary>EBADF, or ERROR_INVALID_HANDLE.</summary>
    public static readonly int NotOpen = OperatingSystem.IsWindows() ? 6 : 9;

    /// <summary>EPERM, or WSAENOTSOCK.</summary>
    public static readonly int NoSocket = OperatingSystem.IsWindows() ? 10038 : 1;
}
