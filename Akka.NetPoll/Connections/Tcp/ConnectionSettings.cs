using Akka.NetPoll.Configuration;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>akka.netpoll.connection, with what the <see cref="ConnectionOptions"/> of a listener or a Connect change. A listener's connections share it.</summary>
internal sealed class ConnectionSettings(SettingsReader section)
{
    public int HighWatermark { get; } = section.Size("high-watermark", least: 1);
    public int LowWatermark { get; } = section.Size("low-watermark", least: 0);
    public int WriteLimit { get; } = section.Size("write-limit", least: 1);
    public int ReceiveLimit { get; } = section.Size("receive-limit", least: 1);
    public int ReadsPerTurn { get; } = section.Count("reads-per-turn", least: 1);
    public int ReadBuffer { get; } = section.Size("read-buffer", least: 1, most: 1 << 30);
    public bool PullMode { get; } = section.Switch("pull-mode");
    public TimeSpan IdleTimeout { get; } = section.Time("idle-timeout");
    public TimeSpan RegisterTimeout { get; } = section.Time("register-timeout");
    public TimeSpan CloseTimeout { get; } = section.Time("close-timeout");
    public bool NoDelay { get; } = section.Switch("no-delay");
    public TimeSpan KeepAliveIdle { get; } = section.Time("keep-alive-idle");
    public TimeSpan KeepAliveInterval { get; } = section.Time("keep-alive-interval");
    public int KeepAliveCount { get; } = section.Count("keep-alive-count", least: 0, most: 127);
    public int ReceiveBufferSize { get; } = section.Size("receive-buffer-size", least: 0);
    public int SendBufferSize { get; } = section.Size("send-buffer-size", least: 0);

    /// <summary>What a connection begins with; null without TLS.</summary>
    public TlsHandshake? Tls { get; private set; }

    /// <summary>What the connection dials to begin with; null for an accepted one.</summary>
    public DialRequest? Dial { get; private set; }

    /// <summary>To be told how that ends.</summary>
    public ConnectAnswer? Answer { get; private set; }

    /// <exception cref="Akka.Configuration.ConfigurationException">A value makes no sense, or not together with another.</exception>
    public static ConnectionSettings Read(SettingsReader section)
    {
        var settings = new ConnectionSettings(section);
        (int low, int high, int limit) = (settings.LowWatermark, settings.HighWatermark, settings.WriteLimit);
        if (low <= high && high <= limit) return settings;
        throw section.Contradiction($"low-watermark ({low}) <= high-watermark ({high}) <= write-limit ({limit}) does not hold");
    }

    /// <summary>These settings for connections that begin with TLS, or that dial.</summary>
    public ConnectionSettings For(TlsHandshake? tls, DialRequest? dial = null, ConnectAnswer? answer = null)
    {
        if (tls is null && dial is null) return this;
        var settings = (ConnectionSettings)MemberwiseClone();
        (settings.Tls, settings.Dial, settings.Answer) = (tls, dial, answer);
        return settings;
    }
}
