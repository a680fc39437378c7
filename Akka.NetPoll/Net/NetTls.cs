using System.Net.Security;
using System.Security.Authentication;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Net;

/// <summary>TLS over a connection of the blocking style.</summary>
/// <remarks>
/// ALPN, the choice of a certificate by the name asked for (SNI) and client certificates are set in the options, as for any
/// SslStream. A peer that does not finish the handshake within its timeout is dropped; when the handshake fails the
/// connection is closed, and the error names the cause. Deadlines are still set on the connection: the handshake sets its own,
/// and leaves none behind.
/// </remarks>
public static class NetTls
{
    /// <summary>Answers the peer's handshake. The stream owns the connection.</summary>
    /// <param name="handshakeTimeout">Null is akka.netpoll.tls.handshake-timeout, zero is for ever.</param>
    /// <exception cref="NetException">The handshake failed or took too long; the connection is closed.</exception>
    public static ValueTask<NetTlsConn> TlsServerAsync(
        this NetConn conn, SslServerAuthenticationOptions options, TimeSpan? handshakeTimeout = null, CancellationToken cancellationToken = default) =>
        conn.TlsServerAsync(new TlsServerSettings(options) { HandshakeTimeout = handshakeTimeout }, cancellationToken);

    /// <summary>Answers the peer's handshake, with the settings that the actors' listeners take. The stream owns the connection.</summary>
    /// <exception cref="NetException">The handshake failed or took too long; the connection is closed.</exception>
    public static ValueTask<NetTlsConn> TlsServerAsync(this NetConn conn, TlsServerSettings tls, CancellationToken cancellationToken = default) =>
        HandshakeAsync(conn, TlsHandshake.Of(tls, conn.Fd.Settings.Tls.With(tls)), cancellationToken);

    /// <summary>Begins the handshake with a server. The stream owns the connection.</summary>
    /// <param name="options">Its TargetHost is the name that the server's certificate must carry.</param>
    /// <param name="handshakeTimeout">Null is akka.netpoll.tls.handshake-timeout, zero is for ever.</param>
    /// <exception cref="NetException">The handshake failed or took too long; the connection is closed.</exception>
    public static ValueTask<NetTlsConn> TlsClientAsync(
        this NetConn conn, SslClientAuthenticationOptions options, TimeSpan? handshakeTimeout = null, CancellationToken cancellationToken = default) =>
        conn.TlsClientAsync(new TlsClientSettings(options) { HandshakeTimeout = handshakeTimeout }, cancellationToken);

    /// <summary>Begins the handshake with a server, with the settings that the actors' dials take. The stream owns the connection.</summary>
    /// <exception cref="NetException">The handshake failed or took too long; the connection is closed.</exception>
    public static ValueTask<NetTlsConn> TlsClientAsync(this NetConn conn, TlsClientSettings tls, CancellationToken cancellationToken = default) =>
        HandshakeAsync(conn, TlsHandshake.Of(tls, conn.Fd.Settings.Tls.With(tls)), cancellationToken);

    private static async ValueTask<NetTlsConn> HandshakeAsync(NetConn conn, TlsHandshake handshake, CancellationToken cancellation)
    {
        Stream owner = conn;
        try
        {
            var tls = new NetTlsConn(conn, handshake);
            owner = tls;
            await tls.HandshakeAsync(handshake.Timeout, cancellation).ConfigureAwait(false);
            await conn.Fd.ToWorker();
            return tls;
        }
        catch (Exception cause)
        {
            owner.Dispose();
            throw Explain(conn, cause);
        }
    }

    private static Exception Explain(NetConn conn, Exception cause) => cause switch
    {
        TimeoutException or NetException { IsTimeout: true } => conn.Fd.Name("tls").TimedOut(),
        EndOfStreamException end => conn.Fd.Name("tls").EndedUnexpectedly("handshake: ", end),
        AuthenticationException or IOException => conn.Fd.Name("tls").Failed($"handshake: {cause.GetBaseException().Message}", cause),
        _ => cause,
    };
}
