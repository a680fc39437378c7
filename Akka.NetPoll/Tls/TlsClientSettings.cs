using System.Net.Security;

namespace Akka.NetPoll.Tls;

/// <summary>TLS for a connection that is dialed.</summary>
/// <param name="Options">Its TargetHost is the name that the server's certificate must carry.</param>
public sealed record TlsClientSettings(SslClientAuthenticationOptions Options) : TlsOptions;
