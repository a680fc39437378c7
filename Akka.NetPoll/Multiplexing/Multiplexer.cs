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
        "epoll" when OperatingSystem.IsLinux() => Epoll(),
        "poll" when !OperatingSystem.IsWindows() => new PollMultiplexer(),
        "io_uring" when OperatingSystem.IsLinux() => IoUringFallback.Create(warn),
        "kqueue" when !OperatingSystem.IsWindows() => new KqueueMultiplexer(),
        "afd" when OperatingSystem.IsWindows() => new AfdMultiplexer(),
        _ when SystemOf(name) is { } system => throw Needs(name, system),
        _ => throw new ArgumentException(
            $"akka.netpoll.poller.multiplexer is \"{name}\"; it must be one of {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Which systems have a backend that this one lacks; null where it has it.</summary>
    public static string? Lacks(string name) => name switch
    {
        "epoll" or "io_uring" when OperatingSystem.IsLinux() => null,
        "poll" when !OperatingSystem.IsWindows() => null,
        "kqueue" when KqueueMultiplexer.IsThere(KqueueCalls.Instance) => null,
        "afd" when OperatingSystem.IsWindows() => null,
        _ => SystemOf(name),
    };

    /// <summary>Of a backend that this system does not have.</summary>
    public static PlatformNotSupportedException Needs(string name, string system, Exception? cause = null) =>
        new($"akka.netpoll.poller.multiplexer is \"{name}\", which needs {system}; \"{Auto}\" takes what this system has.", cause);

    private static string? SystemOf(string name) => name switch
    {
        "epoll" or "io_uring" => "Linux",
        "poll" => "a Unix",
        "kqueue" => "macOS or FreeBSD",
        "afd" => "Windows",
        _ => null,
    };

    // A method of its own, for compiling one loads what it names, and elsewhere there is no Tmds.LibC.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EpollMultiplexer Epoll() => new();
}
