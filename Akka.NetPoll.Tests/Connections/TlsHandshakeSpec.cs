using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What is agreed upon when a connection with TLS begins, and which actor is told what when that fails.</summary>
public class TlsHandshakeSpec(string hocon = "") : TlsTestKit(hocon)
{
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
    public void A_choice_of_options_that_throws_is_an_error_of_ours()
    {
        Listen(new ListenOptions { Tls = Server() with { Choose = (_, _, _, _) => throw new InvalidOperationException("no choice") } });

        EventFilter.Exception<InvalidOperationException>(contains: "No connection with").ExpectOne(() => Dial(Client()));
    }

    [Fact]
    public void A_handshake_that_fails_after_its_connection_is_gone_is_no_unobserved_failure()
    {
        var unobserved = new ConcurrentQueue<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, failed) => unobserved.Enqueue(failed.Exception.GetBaseException());
        TaskScheduler.UnobservedTaskException += note;

        string cause = FailLate();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        TaskScheduler.UnobservedTaskException -= note;
        unobserved.Should().NotContain(failure => failure.Message == cause, "other specs' failures are theirs");
    }

    // A method of its own, so that no variable keeps the handshake.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private string FailLate()
    {
        var chosen = new TaskCompletionSource<SslServerAuthenticationOptions>(TaskCreationOptions.RunContinuationsAsynchronously);
        Listen(new ListenOptions { Tls = Server() with { Choose = (_, _, _, _) => ChooseAsync() } });
        using var client = new SslStream(new NetworkStream(Connect().Socket));
        Task handshake = client.AuthenticateAsClientAsync(Client().Options);
        ExpectMsg("choosing");

        Watch(Listener);
        Sys.Stop(Listener);
        ExpectTerminated(Listener);
        string cause = $"no choice {Guid.NewGuid()}";
        chosen.SetException(new InvalidOperationException(cause));
        handshake.ContinueWith(static failed => failed.Exception, TaskScheduler.Default).Wait(Eventually.Limit).Should().BeTrue();
        return cause;

        async ValueTask<SslServerAuthenticationOptions> ChooseAsync()
        {
            TestActor.Tell("choosing");
            return await chosen.Task;
        }
    }

    [Theory]
    [InlineData(false, "TLS needs a certificate, *")]
    [InlineData(true, "TLS needs a certificate with its private key, and CN=chat.example has none")]
    public void A_listener_that_could_serve_no_client_does_not_start(bool hasCertificate, string message)
    {
        using X509Certificate2 keyless = X509CertificateLoader.LoadCertificate(Certificate.RawData);
        TlsServerSettings server = Server(options => options.ServerCertificate = hasCertificate ? keyless : null);

        Sys.ActorOf(ListenerActor.Props(AnyPort, ToTest(new ListenOptions { Tls = server })));

        ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Match(message);
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_fails_the_dial_with_the_cause()
    {
        Listen(new ListenOptions { Tls = Server() });

        var (client, last) = Dial(Client(options => options.RemoteCertificateValidationCallback = null));

        last.Should().BeOfType<Tcp.CommandFailed>().Which.Cause.Should().BeOfType<AuthenticationException>()
            .Which.Message.Should().Contain("UntrustedRoot");
        Sys.Stop(Dialer);
        ExpectNothingMore(client, from: Dialer);
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
        Eventually.True(() => Connections().Length == 1);
        IActorRef connection = Connections().Single();
        stranger.Send("GET / HTTP/1.0\r\n\r\n"u8.ToArray());
        stranger.ReceiveError();
        using SslStream client = Authenticated();

        ExpectMsg<Tcp.Connected>();
        ExpectNothingMore(this, from: connection);

        IActorRef[] Connections() => [.. ((ActorRefWithCell)Listener).Children];
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

    private void ListenAndReport(TlsServerSettings tls) =>
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Reporter(TestActor)), ToTest(new ListenOptions { Tls = tls })));

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
}
