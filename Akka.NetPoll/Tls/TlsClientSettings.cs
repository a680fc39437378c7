using System.Net.Security;

namespace Akka.NetPoll.Tls;

/// <summary>TLS for a connection that is dialed.</summary>
/// <param name="Options">Its TargetHost is the name that the server's certificate must carry.</param>
public sealed record TlsClientSettings(SslClientAuthenticationOptions Options)
{
    /// <summary>How long the server may take for the handshake; null is akka.netpoll.tls.handshake-timeout, zero is for ever.</summary>
    public TimeSpan? HandshakeTimeout { get; init; }

    /// <summary>
    /// Whether a peer that ends its stream without saying so (close_notify) ends it unexpectedly, for its data may be cut;
    /// null is akka.netpoll.tls.require-close-notify. False is for peers that never send one and whose protocol shows where it ends.
    /// </summary>
    public bool? RequireCloseNotify { get; init; }
}
