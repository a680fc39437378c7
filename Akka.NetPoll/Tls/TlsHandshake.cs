using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Akka.NetPoll.Tls;

/// <summary>Which handshake a connection begins with, and how long it may take.</summary>
/// <param name="Authenticate">Begins it.</param>
/// <param name="Timeout">Zero is for ever.</param>
/// <param name="RequireCloseNotify">Whether the peer's end of stream is one only behind its close_notify.</param>
internal sealed record TlsHandshake(Func<SslStream, CancellationToken, Task> Authenticate, TimeSpan Timeout, bool RequireCloseNotify)
{
    /// <exception cref="ArgumentException">With these settings no client could be served: better found before the first one comes.</exception>
    public static TlsHandshake Of(TlsServerSettings tls, TlsSettings settings)
    {
        if (tls.Choose is null) Check(tls.Options);
        return new TlsHandshake((stream, cancellation) => Begin(stream, tls, cancellation), settings.HandshakeTimeout, settings.RequireCloseNotify);
    }

    public static TlsHandshake Of(TlsClientSettings tls, TlsSettings settings) => new(
        (stream, cancellation) => stream.AuthenticateAsClientAsync(tls.Options, cancellation), settings.HandshakeTimeout, settings.RequireCloseNotify);

    private static void Check(SslServerAuthenticationOptions options)
    {
        if (options.ServerCertificateContext is not null || options.ServerCertificateSelectionCallback is not null) return;
        if (options.ServerCertificate is null) throw new ArgumentException("TLS needs a certificate, and its options name none");
        if (options.ServerCertificate is X509Certificate2 { HasPrivateKey: false } certificate)
            throw new ArgumentException($"TLS needs a certificate with its private key, and {certificate.Subject} has none");
    }

    private static Task Begin(SslStream stream, TlsServerSettings tls, CancellationToken cancellation) => tls.Choose is { } choose
        ? stream.AuthenticateAsServerAsync(choose, null, cancellation)
        : stream.AuthenticateAsServerAsync(tls.Options, cancellation);
}
