using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.NetPoll.Net;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>The blocking style over TLS, with a certificate of its own making.</summary>
[EchoStyle("conn-tls", "Akka.NetPoll: the blocking style over TLS")]
internal sealed class ConnTlsEcho : ConnEcho
{
    private readonly SslServerAuthenticationOptions _tls = new() { ServerCertificate = MakeCertificate() };

    protected override async ValueTask<Stream> BeginAsync(NetConn conn) => await conn.TlsServerAsync(_tls);

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
