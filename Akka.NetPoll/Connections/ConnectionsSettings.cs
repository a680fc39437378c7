using Akka.Configuration;
using Akka.NetPoll.Configuration;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>The sections that listeners, dialers, connections and datagram sockets read, checked all at once.</summary>
/// <exception cref="ConfigurationException">A setting makes no sense.</exception>
internal sealed class ConnectionsSettings(Config config)
{
    public SettingsSection<ConnectionOptions, ConnectionSettings> Connection { get; } = new(config, "connection", ConnectionSettings.Read);
    public SettingsSection<ListenOptions, ListenSettings> Listener { get; } = new(config, "listener", section => new ListenSettings(section));
    public SettingsSection<DatagramOptions, DatagramSettings> Datagram { get; } = new(config, "datagram", section => new DatagramSettings(section));
    public SettingsSection<TlsOptions, TlsSettings> Tls { get; } = new(config, "tls", section => new TlsSettings(section));
    public TimeSpan DialTimeout { get; } = SettingsReader.Of(config, "dialer").Time("timeout");
    public TimeSpan FallbackDelay { get; } = SettingsReader.Of(config, "dialer").Time("fallback-delay");
    public TimeSpan ShutdownCloseTimeout { get; } = SettingsReader.Of(config, "shutdown").Time("close-timeout");
}
