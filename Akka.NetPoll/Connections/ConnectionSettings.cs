using Akka.Configuration;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>akka.netpoll.connection, with what a listener's or a dialer's <see cref="ConnectionOptions"/> change. Shared by all its connections.</summary>
internal sealed record ConnectionSettings
{
    public required int HighWatermark { get; init; }
    public required int LowWatermark { get; init; }
    public required int WriteLimit { get; init; }
    public required int ReceiveLimit { get; init; }
    public required int ReadsPerTurn { get; init; }
    public required int ReadBuffer { get; init; }
    public required bool PullMode { get; init; }
    public required TimeSpan IdleTimeout { get; init; }
    public required TimeSpan RegisterTimeout { get; init; }
    public required TimeSpan CloseTimeout { get; init; }
    public required bool NoDelay { get; init; }
    public required TimeSpan KeepAliveIdle { get; init; }
    public required TimeSpan KeepAliveInterval { get; init; }
    public required int ReceiveBufferSize { get; init; }
    public required int SendBufferSize { get; init; }

    /// <summary>What a connection begins with; null without TLS.</summary>
    public TlsHandshake? Tls { get; init; }

    /// <summary>The command to be answered; null for an accepted connection.</summary>
    public Dialing? Dial { get; init; }

    public static ConnectionSettings Create(Config config)
    {
        var section = new SettingsReader(config, "akka.netpoll.connection");
        var settings = new ConnectionSettings
        {
            HighWatermark = section.Size("high-watermark", 1),
            LowWatermark = section.Size("low-watermark", 0),
            WriteLimit = section.Size("write-limit", 1),
            ReceiveLimit = section.Size("receive-limit", 1),
            ReadsPerTurn = section.Count("reads-per-turn", 1),
            ReadBuffer = section.Size("read-buffer", 1),
            PullMode = section.Switch("pull-mode"),
            IdleTimeout = section.Time("idle-timeout"),
            RegisterTimeout = section.Time("register-timeout"),
            CloseTimeout = section.Time("close-timeout"),
            NoDelay = section.Switch("no-delay"),
            KeepAliveIdle = section.Time("keep-alive-idle"),
            KeepAliveInterval = section.Time("keep-alive-interval"),
            ReceiveBufferSize = section.Size("receive-buffer-size", 0),
            SendBufferSize = section.Size("send-buffer-size", 0),
        };
        return settings.WatermarksInOrder
            ? settings
            : throw new ConfigurationException("akka.netpoll.connection: " + settings.WatermarksOutOfOrder);
    }

    /// <summary>These settings where the options are silent.</summary>
    /// <exception cref="ArgumentException">The options make no sense, or not together with these settings.</exception>
    public ConnectionSettings With(ConnectionOptions options)
    {
        ConnectionSettings settings = this with
        {
            HighWatermark = options.HighWatermark ?? HighWatermark,
            LowWatermark = options.LowWatermark ?? LowWatermark,
            WriteLimit = options.WriteLimit ?? WriteLimit,
            ReceiveLimit = options.ReceiveLimit ?? ReceiveLimit,
            ReadsPerTurn = Math.Max(1, options.ReadsPerTurn ?? ReadsPerTurn),
            PullMode = options.PullMode ?? PullMode,
            IdleTimeout = options.IdleTimeout ?? IdleTimeout,
            RegisterTimeout = options.RegisterTimeout ?? RegisterTimeout,
            CloseTimeout = options.CloseTimeout ?? CloseTimeout,
            NoDelay = options.NoDelay ?? NoDelay,
            KeepAliveIdle = options.KeepAliveIdle ?? KeepAliveIdle,
            KeepAliveInterval = options.KeepAliveInterval ?? KeepAliveInterval,
            ReceiveBufferSize = options.ReceiveBufferSize ?? ReceiveBufferSize,
            SendBufferSize = options.SendBufferSize ?? SendBufferSize,
        };
        return settings.WatermarksInOrder ? settings : throw new ArgumentException(settings.WatermarksOutOfOrder);
    }

    private bool WatermarksInOrder => 0 <= LowWatermark && LowWatermark <= HighWatermark && HighWatermark <= WriteLimit;

    private string WatermarksOutOfOrder =>
        $"low-watermark ({LowWatermark}) <= high-watermark ({HighWatermark}) <= write-limit ({WriteLimit}) does not hold";
}
