using System.Net.Security;
using Akka.Actor;

namespace Akka.NetPoll.Connections;

/// <summary>Which handshake a connection begins with, how long it may take, and who has dialed.</summary>
/// <param name="Authenticate">Begins it.</param>
/// <param name="Timeout">Zero is for ever.</param>
/// <param name="Dial">Null on the accepting side.</param>
internal sealed record TlsHandshake(Func<SslStream, Task> Authenticate, TimeSpan Timeout, TlsDial? Dial = null)
{
    public static TlsHandshake Of(TlsServerSettings tls, TimeSpan timeout) =>
        new(stream => Begin(stream, tls), tls.HandshakeTimeout ?? timeout);

    public static TlsHandshake Of(TlsClientSettings tls, TimeSpan timeout, TlsDial dial) =>
        new(stream => stream.AuthenticateAsClientAsync(tls.Options), tls.HandshakeTimeout ?? timeout, dial);

    private static Task Begin(SslStream stream, TlsServerSettings tls) =>
        tls.Choose is { } choose ? stream.AuthenticateAsServerAsync(choose, null) : stream.AuthenticateAsServerAsync(tls.Options);
}

/// <summary>Who is told how a dial ended, which with TLS is known only after the handshake.</summary>
/// <param name="Connect">The command.</param>
/// <param name="Commander">Who told it.</param>
/// <param name="TellsConnected">Whether success is told too; in message style the connection does that by itself.</param>
internal sealed record TlsDial(Tcp.Connect Connect, IActorRef Commander, bool TellsConnected);
