using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>A certificate for localhost of our own making, and files with it and its key.</summary>
internal static class Certificate
{
    /// <summary>Writes a new certificate and its key, as PEM.</summary>
    public static void Write(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 made = Make(key);
        File.WriteAllText(file, $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    /// <summary>Options of a server with the certificate in the file, or with a new one.</summary>
    public static SslServerAuthenticationOptions Serve(string? file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 certificate = file is null ? Make(key) : X509Certificate2.CreateFromPemFile(file, file);
        return new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true) };
    }

    private static X509Certificate2 Make(ECDsa key)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
