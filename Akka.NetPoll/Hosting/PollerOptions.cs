namespace Akka.NetPoll.Hosting;

/// <summary>How the poller watches sockets. What is null is taken from akka.netpoll.poller.</summary>
public sealed record PollerOptions
{
    /// <summary>The kernel's readiness queue by name: auto, epoll, poll, io_uring, kqueue or afd. Default: auto.</summary>
    public string? Multiplexer { get; init; }

    /// <summary>The threads that poll: workers, when they are idle, or thread, one of its own. Default: workers.</summary>
    public string? PolledBy { get; init; }
}
