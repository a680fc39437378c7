namespace Akka.NetPoll.Multiplexing;

/// <summary>A time to wait in the milliseconds that epoll_wait and poll take.</summary>
internal static class PollTimeout
{
    // About 11.5 days: a wait that long may well end early.
    private const long Longest = 1_000_000_000;

    public static int Milliseconds(TimeSpan timeout)
    {
        if (timeout < TimeSpan.Zero) return -1;
        if (timeout == TimeSpan.Zero) return 0;
        long milliseconds = timeout.Ticks / TimeSpan.TicksPerMillisecond;
        return (int)Math.Clamp(milliseconds, 1, Longest);
    }
}
