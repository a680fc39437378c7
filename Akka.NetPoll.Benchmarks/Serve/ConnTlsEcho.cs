using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.NetPoll.Net;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>The blocking style over TLS, with a certificate of its own making.</summary>
[EchoStyle("conn-tls", "Akka.NetPoll: the blocking style over TLS")]
internal sealed class ConnTlsEcho : IEchoServer
{
    private readonly SslServerAuthenticationOptions _tls = new() { ServerCertificate = MakeCertificate() };
    private NetPollSystem? _system;
    private NetListener? _listener;

    public async Task<int> StartAsync(EchoOptions options)
    {
        _system = new NetPollSystem(options.Hocon);
        _listener = await _system.System.NetPoll().ListenAsync("tcp", $"127.0.0.1:{options.Port}");
        _ = AcceptAsync(_listener, options);
        return ((IPEndPoint)_listener.LocalEndPoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        if (_system is not null) await _system.DisposeAsync();
    }

    private async Task AcceptAsync(NetListener listener, EchoOptions options)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptAsync(), options);
        }
        catch (ObjectDisposedException)
        {
            // We were disposed.
        }
    }

    private async Task ServeAsync(NetConn connection, EchoOptions options)
    {
        try
        {
            await using var conn = await connection.TlsServerAsync(_tls);
            var buffer = new byte[options.Buffer];
            long length = 0;
            for (int count; (count = await conn.ReadAsync(buffer)) > 0; length += count)
            {
                if (!options.Discard) await conn.WriteAsync(buffer.AsMemory(0, count));
            }

            if (options.Discard) await conn.WriteAsync(StreamLength.Encode(length));
        }
        catch (IOException)
        {
            // The peer has reset the connection, or did not speak TLS.
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
