using Akka.NetPoll.Configuration;

namespace Akka.NetPoll.Tls;

/// <summary>akka.netpoll.tls, with what a listener's or a dial's <see cref="TlsOptions"/> change.</summary>
internal sealed class TlsSettings(SettingsReader section)
{
    /// <summary>Zero is for ever.</summary>
    public TimeSpan HandshakeTimeout { get; } = section.Time("handshake-timeout");

    public bool RequireCloseNotify { get; } = section.Switch("require-close-notify");
}
