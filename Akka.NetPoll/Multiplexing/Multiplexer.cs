namespace Akka.NetPoll.Multiplexing;

/// <summary>Makes the backend that the setting names.</summary>
internal static class Multiplexer
{
    public const string Auto = "auto";

    /// <summary>What the setting may be.</summary>
    public static readonly string[] Names = [Auto, "epoll", "poll"];

    /// <exception cref="PlatformNotSupportedException">There is no backend for this system.</exception>
    /// <exception cref="ArgumentException">There is no backend of this name; the message lists those there are.</exception>
    /// <exception cref="MultiplexerException">The kernel refused, for example for want of descriptors.</exception>
    public static IMultiplexer Create(string name = Auto) => name switch
    {
        Auto when OperatingSystem.IsLinux() => new EpollMultiplexer(),
        Auto => throw new PlatformNotSupportedException("Akka.NetPoll has no multiplexer for this system yet; it needs Linux."),
        "epoll" => new EpollMultiplexer(),
        "poll" => new PollMultiplexer(),
        _ => throw new ArgumentException(
            $"akka.netpoll.poller.multiplexer is \"{name}\"; it must be one of {string.Join(", ", Names)}.", nameof(name)),
    };
}
