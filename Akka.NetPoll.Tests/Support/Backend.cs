using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Tests.Support;

/// <summary>The multiplexer of the specs' systems: the one that AKKA_NETPOLL_MULTIPLEXER names, so that the whole suite runs on each.</summary>
/// <remarks>A spec that is about one of them names it, and a spec of the settings' defaults makes its system without this.</remarks>
internal static class Backend
{
    public static string Name { get; } =
        Environment.GetEnvironmentVariable("AKKA_NETPOLL_MULTIPLEXER") is { Length: > 0 } name ? name : Multiplexer.Auto;

    public static string Hocon { get; } = $"akka.netpoll.poller.multiplexer = {Name}";
}
