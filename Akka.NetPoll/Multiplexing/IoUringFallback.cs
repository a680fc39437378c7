namespace Akka.NetPoll.Multiplexing;

/// <summary>io_uring where the system lets us have it, otherwise epoll: it is often forbidden, in containers above all.</summary>
internal static unsafe class IoUringFallback
{
    private const int NotPermitted = 1, NoMemory = 12, NoAccess = 13, Invalid = 22, NoSuchCall = 38;

    /// <param name="warn">Told why it is epoll.</param>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    /// <exception cref="MultiplexerException">There is neither, for example for want of descriptors.</exception>
    public static IMultiplexer Create(Action<string>? warn)
    {
        return Create(warn, IoUringCalls.Setup);
    }

    /// <summary>With a call of io_uring_setup that may refuse.</summary>
    public static IMultiplexer Create(Action<string>? warn, IoUringSetup setup)
    {
        try
        {
            return new IoUringMultiplexer(setup);
        }
        // Not allowed (by seccomp, or kernel.io_uring_disabled), not there, too old for what is asked of it, or more than may be locked in memory.
        catch (MultiplexerException refused) when (refused.Errno is 0 or NotPermitted or NoMemory or NoAccess or Invalid or NoSuchCall)
        {
            warn?.Invoke($"io_uring cannot be used, so epoll is: {refused.Message}");
            return new EpollMultiplexer();
        }
    }
}
