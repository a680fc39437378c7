using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using FluentAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>TLS through the actors: the same messages and hooks, with plaintext.</summary>
public sealed class TlsSpec() : ConnectionsTestKit("akka.netpoll.connection { high-watermark = 16 KiB, low-watermark = 4 KiB, write-limit = 2 MiB }")
{
    private static readonly X509Certificate2 Certificate = Certificates.For("chat.example");

    [Fact]
    public void Messages_carry_plaintext_both_ways()
    {
        var (dialed, client, accepted, server) = Pair();

        dialed.Tell(Write(1, 2, 3), client.Ref);
        Receive(server, 3).Should().Equal(1, 2, 3);
        accepted.Tell(new Tcp.Write(new byte[] { 4 }, "sent"), server.Ref);

        server.ExpectMsg("sent");
        Receive(client, 1).Should().Equal(4);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void A_subclass_echoes_megabytes(SslProtocols protocol)
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo()), ToTest(new ListenOptions { Tls = Server() })));
        using SslStream client = Authenticated(options => options.EnabledSslProtocols = protocol);
        byte[] sent = new byte[3_000_000];
        Random.Shared.NextBytes(sent);
        byte[] back = new byte[sent.Length];

        Task writing = Task.Run(() => client.Write(sent));
        client.ReadExactly(back);

        writing.Wait(Eventually.Limit).Should().BeTrue();
        back.Should().Equal(sent);
        client.SslProtocol.Should().Be(protocol);
    }

    [Fact]
    public void What_waits_before_Close_is_flushed_and_then_close_notify_is_sent()
    {
        var (dialed, client, accepted, server) = Pair();
        byte[] much = new byte[1_500_000];
        Random.Shared.NextBytes(much);

        accepted.Tell(new Tcp.Write(much), server.Ref);
        accepted.Tell(Tcp.Close.Instance, server.Ref);

        Receive(client, much.Length).Should().Equal(much);
        server.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
        client.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.PeerClosed);
    }

    [Fact]
    public void Close_notify_is_the_end_of_the_stream_though_the_socket_stays_open()
    {
        Listen(new ListenOptions { Tls = Server() });
        using SslStream client = Authenticated();
        TestProbe handler = Register(keepOpen: true);

        client.ShutdownAsync().Wait(Eventually.Limit);
        handler.ExpectMsg<Tcp.PeerClosed>();
        LastConnection.Tell(Write(8));

        client.ReadByte().Should().Be(8);
    }

    [Fact]
    public void A_confirmed_close_receives_until_the_peer_says_goodbye()
    {
        var (dialed, client, accepted, server) = Pair(keepOpen: true);

        dialed.Tell(Tcp.ConfirmedClose.Instance, client.Ref);
        server.ExpectMsg<Tcp.PeerClosed>();
        accepted.Tell(Write(5), server.Ref);
        Receive(client, 1).Should().Equal(5);
        accepted.Tell(Tcp.Close.Instance, server.Ref);

        client.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.ConfirmedClosed);
    }

    [Fact]
    public void Abort_is_a_reset()
    {
        var (_, client, accepted, server) = Pair();

        accepted.Tell(Tcp.Abort.Instance, server.Ref);

        server.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted);
        client.ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void A_peer_that_does_not_read_bounds_what_waits()
    {
        Listen(new ListenOptions { Tls = Server(), Connection = new ConnectionOptions { SendBufferSize = 8192 } });
        using SslStream client = Authenticated();
        TestProbe handler = Register();
        var write = new Tcp.Write(new byte[512 * 1024]);

        for (int i = 0; i < 40; i++) LastConnection.Tell(write, handler.Ref);
        handler.ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("write-limit");
        Task<int> drained = Task.Run(() => Drain(client));

        handler.FishForMessage(message => message is Tcp.WritingResumed);
        LastConnection.Tell(Tcp.Close.Instance, handler.Ref);
        drained.Wait(Eventually.Limit).Should().BeTrue();
        drained.Result.Should().BePositive();
        (drained.Result % (512 * 1024)).Should().Be(0);
    }

    [Fact]
    public void Suspended_with_records_already_read_it_tells_them_after_resuming()
    {
        Listen(new ListenOptions { Tls = Server(), Connection = new ConnectionOptions { PullMode = true } });
        using SslStream client = Authenticated();
        TestProbe handler = Register();

        byte[] sent = new byte[300_000];
        Random.Shared.NextBytes(sent);
        client.Write(sent);

        var received = new List<byte>();
        while (received.Count < sent.Length)
        {
            LastConnection.Tell(Tcp.ResumeReading.Instance, handler.Ref);
            received.AddRange(handler.ExpectMsg<Tcp.Received>().Data.ToArray());
        }

        received.Should().Equal(sent);
    }

    [Fact]
    public void What_is_written_before_the_handshake_is_sent_after_it()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new EarlyWriter()), ToTest(new ListenOptions { Tls = Server() })));

        using SslStream client = Authenticated();

        client.ReadByte().Should().Be(42);
        client.ReadByte().Should().Be(-1);
    }

    [Fact]
    public void Alpn_the_name_asked_for_and_a_client_certificate_go_through_the_options()
    {
        string? asked = null;
        TlsServerSettings server = Server(options =>
        {
            options.ServerCertificate = null;
            options.ServerCertificateSelectionCallback = (_, name) =>
            {
                asked = name;
                return Certificate;
            };
            options.ApplicationProtocols = [new SslApplicationProtocol("chat/2")];
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        });
        TlsClientSettings client = Client(options =>
        {
            options.ApplicationProtocols = [new SslApplicationProtocol("chat/1"), new SslApplicationProtocol("chat/2")];
            options.ClientCertificates = [Certificates.For("client.example")];
        });

        Listen(new ListenOptions { Tls = server });
        TlsParameters dialed = ((Tcp.Connected)Dial(client).Last).Tls!;
        TlsParameters accepted = ExpectMsg<Tcp.Connected>().Tls!;

        asked.Should().Be("chat.example");
        dialed.ApplicationProtocol.ToString().Should().Be("chat/2");
        dialed.RemoteCertificate!.Subject.Should().Be("CN=chat.example");
        accepted.TargetHost.Should().Be("chat.example");
        accepted.RemoteCertificate!.Subject.Should().Be("CN=client.example");
    }

    [Fact]
    public void Options_may_be_chosen_asynchronously()
    {
        ServerOptionsSelectionCallback choose = async (_, _, _, _) =>
        {
            await Task.Yield();
            return Server().Options;
        };
        Listen(new ListenOptions { Tls = new TlsServerSettings(Server().Options) { Choose = choose } });
        using SslStream client = Authenticated();
        client.Write([6]);

        Receive(Register(), 1).Should().Equal(6);
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_fails_the_dial_with_the_cause()
    {
        Listen(new ListenOptions { Tls = Server() });

        var (client, last) = Dial(Client(options => options.RemoteCertificateValidationCallback = null));

        last.Should().BeOfType<Tcp.CommandFailed>().Which.Cause.Should().BeOfType<AuthenticationException>()
            .Which.Message.Should().Contain("UntrustedRoot");
        client.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Versions_that_do_not_meet_fail_both_sides_and_the_alert_arrives()
    {
        ListenAndReport(Server(options => options.EnabledSslProtocols = SslProtocols.Tls13));

        var (_, last) = Dial(Client(options => options.EnabledSslProtocols = SslProtocols.Tls12));

        last.Should().BeOfType<Tcp.CommandFailed>().Which.Cause.Message.Should().ContainEquivalentOf("alert");
        var closed = ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause!.Message.Should().ContainEquivalentOf("protocol");
    }

    [Fact]
    public void Options_that_make_no_sense_fail_the_dial()
    {
        Listen(new ListenOptions { Tls = Server() });

        var (_, last) = Dial(Client(options => options.ApplicationProtocols = []) with { Options = null! });

        last.Should().BeOfType<Tcp.CommandFailed>().Which.Cause.Should().BeOfType<ArgumentNullException>();
    }

    [Fact]
    public void Bytes_that_are_no_handshake_close_the_connection_with_the_cause()
    {
        ListenAndReport(Server());
        TestClient client = Connect();

        client.Send("GET / HTTP/1.0\r\n\r\n"u8.ToArray());

        ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<AuthenticationException>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_that_stops_amid_its_handshake_does_not_outlive_the_timeout(bool half)
    {
        ListenAndReport(Server() with { HandshakeTimeout = TimeSpan.FromMilliseconds(200) });
        TestClient client = Connect();
        if (half) client.Send(22, 3, 1, 2, 0, 1); // The beginning of a ClientHello.

        ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<TimeoutException>();

        client.ReceiveError();
    }

    [Fact]
    public void A_server_that_is_silent_fails_the_dial_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var (_, last) = Dial(Client() with { HandshakeTimeout = TimeSpan.FromMilliseconds(200) }, (IPEndPoint)silent.LocalEndpoint);

        last.Should().BeOfType<Tcp.CommandFailed>().Which.Cause.Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public void A_client_that_leaves_amid_its_handshake_closes_the_connection()
    {
        ListenAndReport(Server());

        Connect().Dispose();

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Error);
    }

    [Fact]
    public void A_commander_hears_nothing_of_a_handshake_that_fails_for_it_was_told_of_no_connection()
    {
        Listen(new ListenOptions { Tls = Server() });

        TestClient stranger = Connect();
        stranger.Send("GET / HTTP/1.0\r\n\r\n"u8.ToArray());
        stranger.ReceiveError();
        using SslStream client = Authenticated();

        ExpectMsg<Tcp.Connected>();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_dialed_connection_that_cannot_be_constructed_fails_the_dial_with_the_cause_and_leaves_no_socket()
    {
        Listen(new ListenOptions { Tls = Server() });
        IActorRef dialer = Sys.ActorOf(DialerActor.Props(Props.Create(() => new Unconstructible())));
        var connect = new Tcp.Connect(Address) { Tls = Client() };

        EventFilter.Exception<ActorInitializationException>().ExpectOne(() => dialer.Tell(connect));

        var failed = ExpectMsg<Tcp.CommandFailed>();
        failed.Command.Should().BeSameAs(connect);
        failed.Cause.Should().BeOfType<ActorInitializationException>().Which.ToString().Should().Contain("as it should");
        Eventually.Equal(1, () => Sys.NetPoll().Loop.Table.Count);
    }

    [SkippableFact]
    public async Task Openssl_s_client_is_served()
    {
        OutsideProgram.SkipIfMissing("openssl");
        Listen(new ListenOptions { Tls = Server() });
        using var openssl = OutsideProgram.Start("openssl", "s_client", "-quiet", "-connect", Address.ToString(), "-servername", "chat.example");
        TestProbe handler = Register();

        await openssl.Input.WriteAsync("hello\n");
        await openssl.Input.FlushAsync();
        Receive(handler, 6).Should().Equal("hello\n"u8.ToArray());
        LastConnection.Tell(Write("and back\n"u8.ToArray()));
        (await openssl.Output.ReadLineAsync().WaitAsync(Eventually.Limit)).Should().Be("and back");
        LastConnection.Tell(Tcp.Close.Instance);

        await openssl.ExitAsync(Eventually.Limit);
    }

    private IActorRef LastConnection { get; set; } = ActorRefs.Nobody;

    private static TlsServerSettings Server(Action<SslServerAuthenticationOptions>? change = null)
    {
        var options = new SslServerAuthenticationOptions { ServerCertificate = Certificate };
        change?.Invoke(options);
        return new TlsServerSettings(options);
    }

    private static TlsClientSettings Client(Action<SslClientAuthenticationOptions>? change = null)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "chat.example",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=chat.example",
        };
        change?.Invoke(options);
        return new TlsClientSettings(options);
    }

    private SslStream Authenticated(Action<SslClientAuthenticationOptions>? change = null)
    {
        var stream = new SslStream(new NetworkStream(Connect().Socket));
        stream.AuthenticateAsClient(Client(change).Options);
        return stream;
    }

    private void ListenAndReport(TlsServerSettings tls) =>
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Reporter(TestActor)), ToTest(new ListenOptions { Tls = tls })));

    private TestProbe Register(bool keepOpen = false)
    {
        ExpectMsg<Tcp.Connected>();
        LastConnection = LastSender;
        TestProbe handler = CreateTestProbe();
        LastConnection.Tell(new Tcp.Register(handler.Ref, keepOpen));
        return handler;
    }

    private (TestProbe Probe, object Last) Dial(TlsClientSettings tls, IPEndPoint? address = null)
    {
        TestProbe client = CreateTestProbe();
        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(address ?? Address) { Tls = tls }, client.Ref);
        return (client, client.ExpectMsg<Tcp.Event>());
    }

    private (IActorRef Dialed, TestProbe Client, IActorRef Accepted, TestProbe Server) Pair(bool keepOpen = false)
    {
        Listen(new ListenOptions { Tls = Server() });
        (TestProbe client, object last) = Dial(Client());
        last.Should().BeOfType<Tcp.Connected>();
        client.LastSender.Tell(new Tcp.Register(client.Ref));
        TestProbe server = Register(keepOpen);
        return (client.LastSender, client, LastConnection, server);
    }

    private static int Drain(SslStream client)
    {
        byte[] buffer = new byte[65536];
        int total = 0;
        for (int count; (count = client.Read(buffer)) > 0;) total += count;
        return total;
    }

    private sealed class Echo : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            Send(data);
            return data.End;
        }
    }

    // Tells its end, also when it has never been connected.
    private sealed class Reporter(IActorRef test) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;

        protected override void OnClosed(Tcp.Closed reason) => test.Tell(reason);
    }

    private sealed class Unconstructible : ConnectionActor
    {
        public Unconstructible() => throw new InvalidOperationException("as it should");

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }

    // Its constructor runs before there is a socket.
    private sealed class EarlyWriter : ConnectionActor
    {
        public EarlyWriter() => Send([42]);

        protected override void OnConnected() => Close();

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }
}
