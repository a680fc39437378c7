namespace Akka.NetPoll.Tls;

/// <summary>How TLS behaves on either side. What is null is taken from akka.netpoll.tls.</summary>
public record TlsOptions
{
    /// <summary>How long the peer may take for its handshake; zero is for ever. Default: 10s.</summary>
    public TimeSpan? HandshakeTimeout { get; init; }

    /// <summary>
    /// Whether a peer that ends its stream without saying so (close_notify) ends it unexpectedly, for its data may be cut. False is
    /// for peers that never send close_notify, where the protocol itself shows where it ends. Default: on.
    /// </summary>
    public bool? RequireCloseNotify { get; init; }
}
