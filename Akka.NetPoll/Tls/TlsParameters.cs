using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Akka.NetPoll.Tls;

/// <summary>What both sides of a TLS connection have agreed upon in the handshake.</summary>
/// <param name="Protocol">The version.</param>
/// <param name="ApplicationProtocol">By ALPN; empty when there was none.</param>
/// <param name="TargetHost">The name that the client asked for (SNI); empty when there was none.</param>
/// <param name="RemoteCertificate">The peer's, if it showed one.</param>
public sealed record TlsParameters(
    SslProtocols Protocol, SslApplicationProtocol ApplicationProtocol, string TargetHost, X509Certificate? RemoteCertificate);
