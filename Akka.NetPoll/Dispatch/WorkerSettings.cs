using Akka.Configuration;
using Akka.NetPoll.Configuration;

namespace Akka.NetPoll.Dispatch;

/// <summary>The section <c>akka.netpoll.workers</c>.</summary>
internal sealed class WorkerSettings(SettingsReader section)
{
    /// <summary>The defaults.</summary>
    public WorkerSettings()
        : this(SettingsReader.Of(ConfigurationFactory.Empty, "workers"))
    {
    }

    /// <summary>Workers while none is blocked: the roles that there are. Zero in the configuration is the number of processors.</summary>
    public int Count { get; init; } = section.Count("count", least: 0) is var count and > 0 ? count : Environment.ProcessorCount;

    /// <summary>So many more at most while others compute for long.</summary>
    public int Extra { get; init; } = section.Count("extra", least: 0);

    /// <summary>So many more at most while others block.</summary>
    public int MaxBlocked { get; init; } = section.Count("max-blocked", least: 0);

    /// <summary>Workers at most, however many are blocked.</summary>
    public int Max => Count + MaxBlocked;

    /// <summary>A runnable that has waited so long in a busy worker's queue wakes another worker.</summary>
    public TimeSpan FollowAfter { get; init; } = section.Time("follow-after");

    /// <summary>How long a worker that finds nothing to run looks for events before it sleeps.</summary>
    public TimeSpan SpinFor { get; init; } = section.Time("spin-for");

    /// <summary>A worker that has run nothing new for so long is stuck; also how long, about, the sockets may go unpolled.</summary>
    public TimeSpan StuckAfter { get; init; } = section.Interval("stuck-after");

    /// <summary>A runnable that has blocked a worker for so long is named in a warning; zero: none is.</summary>
    public TimeSpan WarnAfter { get; init; } = section.Time("warn-after");

    /// <summary>A worker beyond <see cref="Count"/> that has been idle for so long ends.</summary>
    public TimeSpan KeepAlive { get; init; } = section.Time("keep-alive");
}
