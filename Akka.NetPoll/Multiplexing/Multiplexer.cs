using System.Runtime.CompilerServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>Makes the backend that the setting names.</summary>
internal static class Multiplexer
{
    public const string Auto = "auto";

    /// <summary>What the setting may be.</summary>
    public static readonly string[] Names = [Auto, "epoll", "poll", "afd"];

    /// <exception cref="PlatformNotSupportedException">This system has no such backend, or there is none for it.</exception>
    /// <exception cref="ArgumentException">There is no backend of this name; the message lists those there are.</exception>
    /// <exception cref="MultiplexerException">The kernel refused, for example for want of descriptors.</exception>
    public static IMultiplexer Create(string name = Auto) => name switch
    {
        Auto when OperatingSystem.IsLinux() => Epoll(),
        Auto when OperatingSystem.IsWindows() => new AfdMultiplexer(),
        Auto => throw new PlatformNotSupportedException("Akka.NetPoll has no multiplexer for this system yet; it needs Linux or Windows."),
        "epoll" => OperatingSystem.IsLinux() ? Epoll() : throw Needs(name, "Linux"),
        "poll" => OperatingSystem.IsLinux() ? Poll() : throw Needs(name, "Linux"),
        "afd" => OperatingSystem.IsWindows() ? new AfdMultiplexer() : throw Needs(name, "Windows"),
        _ => throw new ArgumentException(
            $"akka.netpoll.poller.multiplexer is \"{name}\"; it must be one of {string.Join(", ", Names)}.", nameof(name)),
    };

    // Methods of their own, for compiling one loads what it names, and elsewhere there is no Tmds.LibC.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EpollMultiplexer Epoll() => new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PollMultiplexer Poll() => new();

    private static PlatformNotSupportedException Needs(string name, string system) =>
        new($"akka.netpoll.poller.multiplexer is \"{name}\", which needs {system}; \"{Auto}\" takes what this system has.");
}
