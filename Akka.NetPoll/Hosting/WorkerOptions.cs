namespace Akka.NetPoll.Hosting;

/// <summary>The threads that run connections and poll. What is null is taken from akka.netpoll.workers.</summary>
public sealed record WorkerOptions
{
    /// <summary>Workers while none of them is blocked; zero is one for each processor. Default: 0.</summary>
    public int? Count { get; init; }

    /// <summary>So many more at most while others are blocked. Default: 10000.</summary>
    public int? MaxBlocked { get; init; }

    /// <summary>So many more at most while others compute for longer than <see cref="StuckAfter"/>. Default: 32.</summary>
    public int? Extra { get; init; }

    /// <summary>A runnable that has waited so long in a busy worker's queue wakes another worker; zero: each that waits does. Default: 1ms.</summary>
    public TimeSpan? FollowAfter { get; init; }

    /// <summary>How long a worker that finds nothing to run looks for events before it sleeps; zero is not at all. Default: 0.05ms.</summary>
    public TimeSpan? SpinFor { get; init; }

    /// <summary>A worker that has been running the same runnable for so long is stuck, and others take over what it leaves. Default: 5ms.</summary>
    public TimeSpan? StuckAfter { get; init; }

    /// <summary>What has blocked a worker for so long is named in a warning; zero: nothing is. Default: 1s.</summary>
    public TimeSpan? WarnAfter { get; init; }

    /// <summary>A worker more than <see cref="Count"/> ends after so long without work. Default: 5s.</summary>
    public TimeSpan? KeepAlive { get; init; }
}
