using Akka.Configuration;

namespace Akka.NetPoll.Dispatch;

/// <summary>The section <c>akka.netpoll.workers</c>.</summary>
internal sealed record WorkerSettings
{
    /// <summary>Workers while none is blocked: the roles that there are.</summary>
    public int Count { get; init; } = Environment.ProcessorCount;

    /// <summary>So many more at most while others compute for long.</summary>
    public int Extra { get; init; } = 32;

    /// <summary>So many more at most while others block.</summary>
    public int MaxBlocked { get; init; } = 10_000;

    /// <summary>Workers at most, however many are blocked.</summary>
    public int Max => Count + MaxBlocked;

    /// <summary>A runnable that has waited so long in a busy worker's queue wakes another worker.</summary>
    public TimeSpan FollowAfter { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>How long a worker that finds nothing to run looks for events before it sleeps.</summary>
    public TimeSpan SpinFor { get; init; } = TimeSpan.FromMilliseconds(0.05);

    /// <summary>A worker that has run nothing new for so long is stuck; also how long nobody may have polled.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>A runnable that has blocked a worker for so long is named in a warning; zero: none is.</summary>
    public TimeSpan WarnAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A worker beyond <see cref="Count"/> that has been idle for so long ends.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads the section; zero for the count is the number of processors.</summary>
    public static WorkerSettings From(Config config)
    {
        var section = new SettingsReader(config, "akka.netpoll.workers");
        int count = section.Count("count", 0);
        if (count == 0) count = Environment.ProcessorCount;
        return new WorkerSettings
        {
            Count = count,
            Extra = section.Count("extra", 0),
            MaxBlocked = section.Count("max-blocked", 0),
            FollowAfter = section.Time("follow-after"),
            SpinFor = section.Time("spin-for"),
            StuckAfter = section.Interval("stuck-after"),
            WarnAfter = section.Time("warn-after"),
            KeepAlive = section.Time("keep-alive"),
        };
    }
}
