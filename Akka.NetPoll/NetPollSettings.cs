using Akka.Configuration;
using Akka.NetPoll.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Runtime;

namespace Akka.NetPoll;

/// <summary>The section <c>akka.netpoll</c>, read and checked once. Every setting's meaning and default is in akka.netpoll.conf.</summary>
public sealed class NetPollSettings
{
    /// <summary>The id of the dispatcher that runs the poller's actor and connections. A system knows it once the extension has started; any actor may run there.</summary>
    public const string Dispatcher = NetPollRuntime.Dispatcher;

    private readonly PollerSettings _poller;

    /// <summary>Reads a system's settings; what they leave out is taken from <see cref="DefaultConfig"/>.</summary>
    /// <exception cref="ConfigurationException">A value makes no sense: it is named in full, with what it should be.</exception>
    public NetPollSettings(Config config)
        : this(new PollerSettings(SettingsReader.Of(config, "poller")), new ConnectionsSettings(config))
    {
    }

    internal NetPollSettings(PollerSettings poller, ConnectionsSettings connections) => (_poller, Connections) = (poller, connections);

    /// <summary>The backend's name, or auto.</summary>
    public string Multiplexer => _poller.Multiplexer;

    /// <summary>Whether the idle workers of <c>akka.netpoll.workers</c> poll, or a thread of its own.</summary>
    public bool PolledByWorkers => _poller.IsPolledByWorkers;

    internal ConnectionsSettings Connections { get; }

    /// <summary>The defaults of all settings.</summary>
    public static Config DefaultConfig() => DefaultSettings.Config;
}
