using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>TLS over the blocking style, against itself and against openssl.</summary>
public sealed class NetTlsSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private static readonly X509Certificate2 Certificate = Certificates.For("chat.example");

    [Fact]
    public async Task Both_sides_agree_on_protocol_and_name_and_bytes_go_through()
    {
        string? asked = null;
        var server = Server(options =>
        {
            options.ServerCertificate = null;
            options.ServerCertificateSelectionCallback = (_, name) =>
            {
                asked = name;
                return Certificate;
            };
            options.ApplicationProtocols = [new SslApplicationProtocol("chat/1"), new SslApplicationProtocol("chat/2")];
        });
        var client = Client(options => options.ApplicationProtocols = [new SslApplicationProtocol("chat/2")]);

        var (dialed, accepted) = await PairAsync(client, server);
        await using var _ = dialed;
        await using var __ = accepted;

        asked.Should().Be("chat.example");
        dialed.NegotiatedApplicationProtocol.ToString().Should().Be("chat/2");
        await dialed.WriteAsync("hello"u8.ToArray());
        byte[] buffer = new byte[5];
        await accepted.ReadExactlyAsync(buffer).AsTask().WaitAsync(Limit);
        Encoding.ASCII.GetString(buffer).Should().Be("hello");
    }

    [Fact]
    public async Task A_client_certificate_is_seen_by_the_server()
    {
        var mine = Certificates.For("client.example");
        var server = Server(options =>
        {
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=client.example";
        });

        var (dialed, accepted) = await PairAsync(Client(options => options.ClientCertificates = [mine]), server);
        await using var _ = dialed;
        await using var __ = accepted;

        accepted.RemoteCertificate!.Subject.Should().Be("CN=client.example");
    }

    [Fact]
    public async Task What_the_session_holds_outside_the_heap_goes_with_the_close()
    {
        var (dialed, accepted) = await PairAsync(Client(), Server());
        await using var _ = accepted;
        var pending = dialed.ReadAsync(new byte[1]).AsTask();
        var protocol = dialed.Protocol;

        await dialed.DisposeAsync();

        await FluentActions.Awaiting(() => pending.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
        FluentActions.Invoking(() => dialed.RemoteCertificate).Should().Throw<ObjectDisposedException>("the session has been given back");
        dialed.Protocol.Should().Be(protocol);
    }

    [Fact]
    public async Task A_close_notify_that_fails_after_the_peers_reset_is_no_unobserved_failure()
    {
        var unobserved = new ConcurrentQueue<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, failed) => unobserved.Enqueue(failed.Exception);
        TaskScheduler.UnobservedTaskException += note;

        string local = await CloseAfterResetAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        TaskScheduler.UnobservedTaskException -= note;
        unobserved.Should().NotContain(failure => failure.ToString().Contains(local), "other specs' failures are theirs");
    }

    private async Task<string> CloseAfterResetAsync()
    {
        var (dialed, accepted) = await PairAsync(Client(), Server());
        accepted.Conn.SetLinger(0);
        await accepted.Conn.DisposeAsync();
        await FluentActions.Awaiting(() => dialed.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>();
        string local = $"{dialed.LocalEndPoint}->{dialed.RemoteEndPoint}";

        await dialed.DisposeAsync();

        return local;
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_names_the_cause()
    {
        var strict = Client(options => options.RemoteCertificateValidationCallback = null);

        var thrown = await this.Awaiting(spec => spec.PairAsync(strict, Server())).Should().ThrowAsync<NetException>();

        thrown.Which.Message.Should().Match("tls tcp 127.0.0.1:*->127.0.0.1:*: handshake: *certificate*UntrustedRoot*");
    }

    [Fact]
    public async Task A_silent_client_does_not_outlive_the_handshake_timeout()
    {
        var (dialed, accepted) = await net.PairAsync();
        await using var _ = dialed;

        var thrown = await accepted.Awaiting(conn => conn.TlsServerAsync(Server(), TimeSpan.FromMilliseconds(100)).AsTask().WaitAsync(Limit))
            .Should().ThrowAsync<NetException>();

        thrown.Which.IsTimeout.Should().BeTrue();
        (await dialed.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
    }

    [Fact]
    public async Task Bytes_that_are_no_handshake_are_an_error_that_closes_the_connection()
    {
        var (dialed, accepted) = await net.PairAsync();
        await using var _ = dialed;
        await dialed.WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray());

        (await accepted.Awaiting(conn => conn.TlsServerAsync(Server()).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Contain("handshake: ");

        accepted.CanRead.Should().BeFalse();
    }

    [SkippableFact]
    public async Task Openssl_s_client_talks_to_a_server_of_ours()
    {
        OutsideProgram.SkipIfMissing("openssl");
        await using var listener = await net.NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        using var openssl = OutsideProgram.Start("openssl", "s_client", "-quiet", "-connect", listener.LocalEndPoint.ToString()!, "-servername", "chat.example");
        await using var stream = await (await listener.AcceptAsync().AsTask().WaitAsync(Limit)).TlsServerAsync(Server());

        await openssl.Input.WriteLineAsync("from openssl");
        await openssl.Input.FlushAsync();
        string? line = await new StreamReader(stream, leaveOpen: true).ReadLineAsync().WaitAsync(Limit);
        await stream.WriteAsync("from us\n"u8.ToArray());

        line.Should().Be("from openssl");
        (await openssl.Output.ReadLineAsync().WaitAsync(Limit)).Should().Be("from us");
    }

    [SkippableFact]
    public async Task A_client_of_ours_talks_to_openssl_s_server()
    {
        OutsideProgram.SkipIfMissing("openssl");
        using var files = new TemporaryFolder();
        await File.WriteAllTextAsync(files["cert.pem"], Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(files["key.pem"], Certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        using var openssl = OutsideProgram.Start("openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", files["cert.pem"], "-key", files["key.pem"], "-naccept", "1");
        string accepts = await ReadUntilAsync(openssl.Output, "ACCEPT ");

        var conn = await net.NetPoll.DialAsync("tcp", accepts["ACCEPT ".Length..].Trim());
        await using var stream = await conn.TlsClientAsync(Client());
        await stream.WriteAsync("hello openssl\n"u8.ToArray());

        (await ReadUntilAsync(openssl.Output, "hello")).Should().Be("hello openssl");
    }

    internal static SslServerAuthenticationOptions Server(Action<SslServerAuthenticationOptions>? change = null)
    {
        var options = new SslServerAuthenticationOptions { ServerCertificate = Certificate };
        change?.Invoke(options);
        return options;
    }

    internal static SslClientAuthenticationOptions Client(Action<SslClientAuthenticationOptions>? change = null)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "chat.example",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=chat.example",
        };
        change?.Invoke(options);
        return options;
    }

    private async Task<(NetTlsConn Dialed, NetTlsConn Accepted)> PairAsync(SslClientAuthenticationOptions client, SslServerAuthenticationOptions server)
    {
        var (dialed, accepted) = await net.PairAsync();
        var answer = accepted.TlsServerAsync(server).AsTask();
        var stream = await dialed.TlsClientAsync(client).AsTask().WaitAsync(Limit);
        return (stream, await answer.WaitAsync(Limit));
    }

    private static async Task<string> ReadUntilAsync(StreamReader output, string start)
    {
        while (await output.ReadLineAsync().WaitAsync(Limit) is { } line)
            if (line.StartsWith(start, StringComparison.Ordinal)) return line;
        throw new EndOfStreamException($"The program ended without a line that starts with '{start}'.");
    }
}

public sealed class TlsConnSpec(NetSystem net) : ConnSpec, IClassFixture<NetSystem>
{
    protected override async Task<(Stream, Stream)> PipeAsync()
    {
        var (dialed, accepted) = await net.PairAsync();
        var answer = accepted.TlsServerAsync(NetTlsSpec.Server()).AsTask();
        return (await dialed.TlsClientAsync(NetTlsSpec.Client()), await answer);
    }

    protected override NetConn ConnOf(Stream stream) => ((NetTlsConn)stream).Conn;
}
