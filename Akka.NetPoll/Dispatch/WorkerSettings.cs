using Akka.Configuration;

namespace Akka.NetPoll.Dispatch;

/// <summary>The section <c>akka.netpoll.workers</c>.</summary>
internal sealed record WorkerSettings
{
    /// <summary>Workers while none is stuck.</summary>
    public int Count { get; init; } = Environment.ProcessorCount;

    /// <summary>Workers at most, however many are stuck.</summary>
    public int Max { get; init; } = Environment.ProcessorCount + 32;

    /// <summary>A runnable that has waited so long in a busy worker's queue wakes another worker.</summary>
    public TimeSpan FollowAfter { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>A worker that has run nothing new for so long is stuck; also how long nobody may have polled.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>A worker beyond <see cref="Count"/> that has been idle for so long ends.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads the section; zero for the count is the number of processors.</summary>
    public static WorkerSettings From(Config section)
    {
        int count = section.GetInt("count");
        if (count == 0) count = Environment.ProcessorCount;
        return new WorkerSettings
        {
            Count = count,
            Max = count + section.GetInt("extra"),
            FollowAfter = section.GetTimeSpan("follow-after"),
            StuckAfter = section.GetTimeSpan("stuck-after"),
            KeepAlive = section.GetTimeSpan("keep-alive"),
        }.Checked();
    }

    private WorkerSettings Checked()
    {
        if (Count < 1) throw new ConfigurationException($"akka.netpoll.workers.count is {Count}; it must be positive, or 0 for one a processor");
        if (Max < Count) throw new ConfigurationException($"akka.netpoll.workers.extra is {Max - Count}; it must not be negative");
        if (StuckAfter <= TimeSpan.Zero) throw new ConfigurationException("akka.netpoll.workers.stuck-after must be positive");
        return this;
    }
}
