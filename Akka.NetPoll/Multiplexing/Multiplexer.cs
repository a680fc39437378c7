namespace Akka.NetPoll.Multiplexing;

/// <summary>Makes the backend that the setting names.</summary>
internal static class Multiplexer
{
    public const string Auto = "auto";
    private const string IoUring = "io_uring";

    /// <summary>What the setting may be.</summary>
    public static readonly string[] Names = [Auto, "epoll", "poll", IoUring, "kqueue"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="warn">Told when it is another one than asked for, and why.</param>
    /// <exception cref="PlatformNotSupportedException">There is no backend for this system.</exception>
    /// <exception cref="ArgumentException">There is no backend of this name; the message lists those there are.</exception>
    /// <exception cref="MultiplexerException">The kernel refused, for example for want of descriptors.</exception>
    public static IMultiplexer Create(string name = Auto, Action<string>? warn = null) => name switch
    {
        Auto when OperatingSystem.IsLinux() => new EpollMultiplexer(),
        Auto when OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() => new KqueueMultiplexer(),
        Auto => throw new PlatformNotSupportedException("Akka.NetPoll has no multiplexer for this system yet; it needs Linux, macOS or FreeBSD."),
        "epoll" => new EpollMultiplexer(),
        "poll" => new PollMultiplexer(),
        "kqueue" => new KqueueMultiplexer(),
        IoUring => IoUringFallback.Create(warn),
        _ => throw new ArgumentException(
            $"akka.netpoll.poller.multiplexer is \"{name}\"; it must be one of {string.Join(", ", Names)}.", nameof(name)),
    };
}
