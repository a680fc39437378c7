namespace Akka.NetPoll.Hosting;

/// <summary>How connections end with the application. What is null is taken from akka.netpoll.shutdown.</summary>
public sealed record ShutdownOptions
{
    /// <summary>What connections are given to flush before they are reset; zero is nothing. Default: 3s.</summary>
    public TimeSpan? CloseTimeout { get; init; }
}
