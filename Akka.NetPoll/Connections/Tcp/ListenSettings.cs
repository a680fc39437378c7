using Akka.NetPoll.Configuration;

namespace Akka.NetPoll.Connections;

/// <summary>akka.netpoll.listener, with what a listener's <see cref="ListenOptions"/> change.</summary>
internal sealed class ListenSettings(SettingsReader section)
{
    public int Backlog { get; } = section.Count("backlog", least: 0);
    public int AcceptsPerTurn { get; } = section.Count("accepts-per-turn", least: 1);
    public bool PullMode { get; } = section.Switch("pull-mode");
    public bool ReusePort { get; } = section.Switch("reuse-port");
    public int DescriptorReserve { get; } = section.Count("descriptor-reserve", least: 0);
    public TimeSpan MinBackoff { get; } = section.Interval("min-backoff");
    public TimeSpan MaxBackoff { get; } = section.Interval("max-backoff");

    /// <summary>The backlog for listen(2), which cuts it down to net.core.somaxconn: zero asks for that.</summary>
    public int KernelsBacklog => Backlog == 0 ? int.MaxValue : Backlog;
}
