using Akka.Configuration;

namespace Akka.NetPoll;

/// <summary>The section <c>akka.netpoll</c>, read and checked once. Every setting's meaning and default is in akka.netpoll.conf.</summary>
public sealed class NetPollSettings
{
    private const string Resource = "Akka.NetPoll.akka.netpoll.conf";

    /// <summary>Reads a system's settings; what they leave out is taken from <see cref="DefaultConfig"/>.</summary>
    public NetPollSettings(Config config)
    {
        Config section = config.WithFallback(DefaultConfig()).GetConfig("akka.netpoll");
        Multiplexer = section.GetString("poller.multiplexer");
        PollerDispatcher = section.GetString("poller.dispatcher");
        PollerMailbox = section.GetString("poller.mailbox");
    }

    /// <summary>The backend's name, or auto.</summary>
    public string Multiplexer { get; }

    /// <summary>The id of the dispatcher that runs the poller.</summary>
    public string PollerDispatcher { get; }

    /// <summary>The id of the poller's mailbox.</summary>
    public string PollerMailbox { get; }

    /// <summary>The defaults of all settings.</summary>
    public static Config DefaultConfig() => ConfigurationFactory.FromResource<NetPollSettings>(Resource);
}
