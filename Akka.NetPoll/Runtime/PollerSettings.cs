using Akka.NetPoll.Configuration;

namespace Akka.NetPoll.Runtime;

/// <summary>The section <c>akka.netpoll.poller</c>.</summary>
internal sealed class PollerSettings(SettingsReader section)
{
    public string Multiplexer { get; } = section.OneOf("multiplexer", Multiplexing.Multiplexer.Names);
    public string PolledBy { get; } = section.OneOf("polled-by", "workers", "thread");

    /// <summary>Whether the idle workers poll, or a thread of its own.</summary>
    public bool IsPolledByWorkers => PolledBy == "workers";
}
