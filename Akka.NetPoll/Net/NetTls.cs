using System.Net.Security;
using System.Security.Authentication;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>TLS over a connection of the blocking style, by .NET's own <see cref="SslStream"/>.</summary>
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
        HandshakeAsync(
            conn,
            stream => tls.Choose is { } choose
                ? stream.AuthenticateAsServerAsync(choose, null, cancellationToken)
                : stream.AuthenticateAsServerAsync(tls.Options, cancellationToken),
            conn.Fd.Settings.Tls.With(tls));

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
        HandshakeAsync(
            conn, stream => stream.AuthenticateAsClientAsync(tls.Options, cancellationToken), conn.Fd.Settings.Tls.With(tls));

    private static async ValueTask<NetTlsConn> HandshakeAsync(
        NetConn conn, Func<SslStream, Task> authenticate, TlsSettings settings)
    {
        var transport = new TlsTransport(conn);
        var stream = new SslStream(transport, leaveInnerStreamOpen: false);
        try
        {
            var limit = settings.HandshakeTimeout;
            conn.SetDeadline(limit == TimeSpan.Zero ? Deadline.None : Deadline.After(limit));
            await authenticate(stream).ConfigureAwait(false);
            conn.SetDeadline(Deadline.None);
            await conn.Fd.ToWorker(); // SslStream ends a handshake on the thread pool.
            return new NetTlsConn(conn, transport, stream, settings.RequireCloseNotify);
        }
        catch (Exception cause)
        {
            var error = Explain(conn, cause, transport.EndWasRead);
            await stream.DisposeAsync().ConfigureAwait(false);
            throw error;
        }
    }

    private static Exception Explain(NetConn conn, Exception cause, bool isEnd) => cause switch
    {
        NetException { IsTimeout: true } => conn.Fd.Name("tls").TimedOut(),
        IOException and not NetException when isEnd =>
            conn.Fd.Name("tls").EndedUnexpectedly("handshake: ", new EndOfStreamException("the peer ended its stream amid the TLS handshake", cause)),
        AuthenticationException or IOException => conn.Fd.Name("tls").Failed($"handshake: {Innermost(cause).Message}", cause),
        _ => cause,
    };

    // OpenSSL's own words stand innermost; a rejected certificate is explained by the outer ones.
    internal static Exception Innermost(Exception cause) => cause.InnerException is { } inner ? Innermost(inner) : cause;
}
