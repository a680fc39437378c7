using Akka.Configuration;
using Akka.NetPoll.Connections;

namespace Akka.NetPoll;

/// <summary>The section <c>akka.netpoll</c>, read and checked once. Every setting's meaning and default is in akka.netpoll.conf.</summary>
public sealed class NetPollSettings
{
    /// <summary>The id of the dispatcher that runs connections and dial attempts. A system knows it once the extension has started; any actor may run there.</summary>
    public const string Dispatcher = "akka.netpoll.dispatcher";

    private const string Resource = "Akka.NetPoll.akka.netpoll.conf";

    /// <summary>Reads a system's settings; what they leave out is taken from <see cref="DefaultConfig"/>.</summary>
    public NetPollSettings(Config config)
    {
        config = config.WithFallback(DefaultConfig());
        var poller = new SettingsReader(config, "akka.netpoll.poller");
        Multiplexer = poller.OneOf("multiplexer", Multiplexing.Multiplexer.Names);
        PollerDispatcher = poller.Text("dispatcher");
        PollerMailbox = poller.Text("mailbox");
        PolledByWorkers = poller.OneOf("polled-by", "workers", "thread") == "workers";
        Connection = ConnectionSettings.Create(config);
        Listener = ListenSettings.Create(config);
        Datagram = DatagramSettings.Create(config);
        DialTimeout = new SettingsReader(config, "akka.netpoll.dialer").Time("timeout");
        var tls = new SettingsReader(config, "akka.netpoll.tls");
        HandshakeTimeout = tls.Time("handshake-timeout");
        RequireCloseNotify = tls.Switch("require-close-notify");
        ShutdownCloseTimeout = new SettingsReader(config, "akka.netpoll.shutdown").Time("close-timeout");
    }

    /// <summary>The backend's name, or auto.</summary>
    public string Multiplexer { get; }

    /// <summary>The id of the dispatcher that runs the poller.</summary>
    public string PollerDispatcher { get; }

    /// <summary>The id of the poller's mailbox.</summary>
    public string PollerMailbox { get; }

    /// <summary>Whether the idle workers of <c>akka.netpoll.workers</c> poll, or a thread of its own.</summary>
    public bool PolledByWorkers { get; }

    internal ConnectionSettings Connection { get; }

    internal ListenSettings Listener { get; }

    internal DatagramSettings Datagram { get; }

    internal TimeSpan DialTimeout { get; }

    internal TimeSpan HandshakeTimeout { get; }

    internal bool RequireCloseNotify { get; }

    internal TimeSpan ShutdownCloseTimeout { get; }

    /// <summary>The defaults of all settings.</summary>
    public static Config DefaultConfig() => ConfigurationFactory.FromResource<NetPollSettings>(Resource);
}
