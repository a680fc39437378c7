namespace Akka.NetPoll.Hosting;

/// <summary>How dialers connect. What is null is taken from akka.netpoll.dialer.</summary>
public sealed record DialerOptions
{
    /// <summary>For a connect with all of its parts: the name's look-up and every address; zero is as long as the kernel tries. Default: 30s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long a name's first address family is tried alone before the other one is tried beside it; zero tries one after the other. Default: 300ms.</summary>
    public TimeSpan? FallbackDelay { get; init; }
}
