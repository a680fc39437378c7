using System.Runtime.CompilerServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>Makes the backend that the setting names.</summary>
internal static class Multiplexer
{
    public const string Auto = "auto";

    /// <summary>What the setting may be.</summary>
    public static readonly string[] Names = [Auto, "epoll", "poll", "io_uring", "kqueue", "afd"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="warn">Told when it is another one than asked for, and why.</param>
    /// <exception cref="PlatformNotSupportedException">This system has no such backend, or there is none for it.</exception>
    /// <exception cref="ArgumentException">There is no backend of this name; the message lists those there are.</exception>
    /// <exception cref="MultiplexerException">The kernel refused, for example for want of descriptors.</exception>
    public static IMultiplexer Create(string name = Auto, Action<string>? warn = null) => name switch
    {
        Auto when OperatingSystem.IsLinux() => Epoll(),
        Auto when OperatingSystem.IsWindows() => new AfdMultiplexer(),
        Auto when OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() => new KqueueMultiplexer(),
        Auto => new PollMultiplexer(),
        "epoll" => OperatingSystem.IsLinux() ? Epoll() : throw Needs(name, "Linux"),
        "poll" => OperatingSystem.IsWindows() ? throw Needs(name, "a Unix") : new PollMultiplexer(),
        "io_uring" => OperatingSystem.IsLinux() ? IoUringFallback.Create(warn) : throw Needs(name, "Linux"),
        "kqueue" => OperatingSystem.IsWindows() ? throw Needs(name, "macOS or FreeBSD") : new KqueueMultiplexer(),
        "afd" => OperatingSystem.IsWindows() ? new AfdMultiplexer() : throw Needs(name, "Windows"),
        _ => throw new ArgumentException(
            $"akka.netpoll.poller.multiplexer is \"{name}\"; it must be one of {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Of a backend that this system does not have.</summary>
    public static PlatformNotSupportedException Needs(string name, string system, Exception? cause = null) =>
        new($"akka.netpoll.poller.multiplexer is \"{name}\", which needs {system}; \"{Auto}\" takes what this system has.", cause);

    // A method of its own, for compiling one loads what it names, and elsewhere there is no Tmds.LibC.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EpollMultiplexer Epoll() => new();
}
