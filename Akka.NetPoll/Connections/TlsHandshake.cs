using System.Net.Security;
using Akka.Actor;

namespace Akka.NetPoll.Connections;

/// <summary>Which handshake a connection begins with, and how long it may take.</summary>
/// <param name="Authenticate">Begins it.</param>
/// <param name="Timeout">Zero is for ever.</param>
internal sealed record TlsHandshake(Func<SslStream, Task> Authenticate, TimeSpan Timeout)
{
    public static TlsHandshake Of(TlsServerSettings tls, TimeSpan timeout) =>
        new(stream => Begin(stream, tls), tls.HandshakeTimeout ?? timeout);

    public static TlsHandshake Of(TlsClientSettings tls, TimeSpan timeout) =>
        new(stream => stream.AuthenticateAsClientAsync(tls.Options), tls.HandshakeTimeout ?? timeout);

    private static Task Begin(SslStream stream, TlsServerSettings tls) =>
        tls.Choose is { } choose ? stream.AuthenticateAsServerAsync(choose, null) : stream.AuthenticateAsServerAsync(tls.Options);
}
