using Akka.NetPoll.Multiplexing;
using Xunit;

namespace Akka.NetPoll.Tests.Support;

/// <summary>The multiplexer of the specs' systems: the one that AKKA_NETPOLL_MULTIPLEXER names, so that the whole suite runs on each.</summary>
/// <remarks>A spec that is about one of them names it, and a spec of the settings' defaults makes its system without this.</remarks>
internal static class Backend
{
    public static string Name { get; } =
        Environment.GetEnvironmentVariable("AKKA_NETPOLL_MULTIPLEXER") is { Length: > 0 } name ? name : Multiplexer.Auto;

    public static string Hocon { get; } = $"akka.netpoll.poller.multiplexer = {Name}";

    /// <summary>All that this system has, by their names.</summary>
    public static TheoryData<string> All => new("epoll", "poll", "io_uring");

    /// <summary>Those that are one-shot.</summary>
    public static TheoryData<string> Armed => new("poll", "io_uring");

    /// <summary>The backend of this name and no other; the spec skips with the reason where io_uring is refused.</summary>
    public static IMultiplexer Create(string name) => name == "io_uring" ? IoUring() : Multiplexer.Create(name);

    /// <summary>The name itself, where there is such a backend; otherwise the spec skips.</summary>
    public static string Usable(string name)
    {
        Create(name).Dispose();
        return name;
    }

    /// <summary>With rings of these sizes.</summary>
    public static unsafe IoUringMultiplexer IoUring(uint submissions = 256, uint completions = 4096)
    {
        const int NotPermitted = 1, NoSuchCall = 38;
        try
        {
            return new IoUringMultiplexer(IoUringCalls.Setup, submissions, completions);
        }
        catch (MultiplexerException refused) when (refused.Errno is NotPermitted or NoSuchCall)
        {
            Skip.If(true, $"io_uring is refused on this machine: {refused.Message}");
            throw;
        }
    }
}
