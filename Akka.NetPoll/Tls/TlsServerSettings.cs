using System.Net.Security;

namespace Akka.NetPoll.Tls;

/// <summary>TLS for the connections that a listener accepts.</summary>
/// <param name="Options">Certificates (also by the name that the client asks for), ALPN, client certificates: as for any SslStream. Shared by all connections.</param>
/// <remarks>
/// A handshake that fails is the client's affair: it is told in an alert, the log at Debug, and no actor is told that a connection has ended.
/// Without a certificate or its private key the listener does not start; what <see cref="Choose"/> throws is logged as an error.
/// </remarks>
public sealed record TlsServerSettings(SslServerAuthenticationOptions Options) : TlsOptions
{
    /// <summary>Chooses the options of each connection, when the client's name (SNI) and versions are known; may take its time. Null: <see cref="Options"/> for all.</summary>
    public ServerOptionsSelectionCallback? Choose { get; init; }
}
