using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tls;
using Akka.TestKit;
using AwesomeAssertions;

namespace Akka.NetPoll.Tests.Support;

/// <summary>Listeners and dialers with TLS, and clients that speak it.</summary>
public abstract class TlsTestKit(string hocon = "") : ConnectionsTestKit(hocon)
{
    private protected static readonly X509Certificate2 Certificate = Certificates.For("chat.example");

    private protected IActorRef LastConnection { get; set; } = ActorRefs.Nobody;

    private protected static TlsServerSettings Server(Action<SslServerAuthenticationOptions>? change = null)
    {
        var options = new SslServerAuthenticationOptions { ServerCertificate = Certificate };
        change?.Invoke(options);
        return new TlsServerSettings(options);
    }

    private protected static TlsClientSettings Client(Action<SslClientAuthenticationOptions>? change = null)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "chat.example",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=chat.example",
        };
        change?.Invoke(options);
        return new TlsClientSettings(options);
    }

    private protected SslStream Authenticated(Action<SslClientAuthenticationOptions>? change = null)
    {
        var stream = new SslStream(new NetworkStream(Connect().Socket));
        stream.AuthenticateAsClient(Client(change).Options);
        return stream;
    }

    private protected TestProbe Register(bool keepOpen = false)
    {
        ExpectMsg<Tcp.Connected>();
        LastConnection = LastSender;
        TestProbe handler = CreateTestProbe();
        LastConnection.Tell(new Tcp.Register(handler.Ref, keepOpen));
        return handler;
    }

    private protected IActorRef Dialer { get; private set; } = ActorRefs.Nobody;

    private protected (TestProbe Probe, object Last) Dial(TlsClientSettings tls, IPEndPoint? address = null)
    {
        TestProbe client = CreateTestProbe();
        Dialer = Sys.ActorOf(DialerActor.Props());
        Dialer.Tell(new Tcp.Connect(address ?? Address) { Tls = tls }, client.Ref);
        return (client, client.ExpectMsg<Tcp.Event>());
    }

    private protected (IActorRef Dialed, TestProbe Client, IActorRef Accepted, TestProbe Server) Pair(bool keepOpen = false)
    {
        Listen(new ListenOptions { Tls = Server() });
        (TestProbe client, object last) = Dial(Client());
        last.Should().BeOfType<Tcp.Connected>();
        client.LastSender.Tell(new Tcp.Register(client.Ref));
        TestProbe server = Register(keepOpen);
        return (client.LastSender, client, LastConnection, server);
    }

    /// <summary>openssl s_server, for one connection.</summary>
    private protected static async Task<OutsideProgram> StartServerAsync(TemporaryFolder files, params string[] arguments)
    {
        OutsideProgram.SkipIfMissing("openssl");
        await File.WriteAllTextAsync(files["cert.pem"], Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(files["key.pem"], Certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return OutsideProgram.Start("openssl", ["s_server", "-accept", "127.0.0.1:0", "-cert", files["cert.pem"], "-key", files["key.pem"], "-naccept", "1", .. arguments]);
    }

    /// <summary>Where it listens, which is the first that it prints.</summary>
    private protected static async Task<IPEndPoint> AddressAsync(OutsideProgram server) =>
        IPEndPoint.Parse((await ReadUntilAsync(server, "ACCEPT "))["ACCEPT ".Length..].Trim());

    /// <summary>The next line that begins so.</summary>
    private protected static async Task<string> ReadUntilAsync(OutsideProgram program, string start)
    {
        while (await program.Output.ReadLineAsync().WaitAsync(Eventually.Limit) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal)) return line;
        }

        throw new EndOfStreamException($"it ended before '{start}'");
    }
}
