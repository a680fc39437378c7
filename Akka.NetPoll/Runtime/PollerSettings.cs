using Akka.NetPoll.Configuration;

namespace Akka.NetPoll.Runtime;

/// <summary>The section <c>akka.netpoll.poller</c>.</summary>
internal sealed class PollerSettings(SettingsReader section)
{
    public string Multiplexer { get; } = OfThisSystem(section);
    public string PolledBy { get; } = section.OneOf("polled-by", "workers", "thread");

    /// <summary>Whether the idle workers poll, or a thread of its own.</summary>
    public bool IsPolledByWorkers => PolledBy == "workers";

    // Here, and not when the poller opens it, which would try again and again.
    private static string OfThisSystem(SettingsReader section)
    {
        string name = section.OneOf("multiplexer", Multiplexing.Multiplexer.Names);
        return Multiplexing.Multiplexer.Lacks(name) is not { } system
            ? name
            : throw section.Contradiction($"multiplexer is '{name}', which needs {system}; '{Multiplexing.Multiplexer.Auto}' takes what this system has");
    }
}
