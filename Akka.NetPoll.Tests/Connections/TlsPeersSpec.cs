using System.Buffers;
using System.Security.Authentication;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>How real programs end a TLS connection, and what is told of it.</summary>
public sealed class TlsPeersSpec : TlsTestKit
{
    [SkippableTheory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public void A_client_that_is_killed_has_ended_unexpectedly(string version)
    {
        Listen(new ListenOptions { Tls = Server() });
        using var openssl = OutsideProgram.Start("openssl", "s_client", "-quiet", "-connect", Address.ToString(), version);
        TestProbe handler = Register();
        openssl.Input.Write("hello\n");
        Receive(handler, 6);

        openssl.Kill();

        handler.ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<EndOfStreamException>();
    }

    [SkippableTheory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public void A_client_that_ends_as_it_should_has_closed(string version)
    {
        Listen(new ListenOptions { Tls = Server() });
        using var openssl = OutsideProgram.Start("openssl", "s_client", "-connect", Address.ToString(), version);
        TestProbe handler = Register();

        openssl.Input.Write("hello\n");
        openssl.Input.Close();

        Receive(handler, 6);
        handler.ExpectMsg<Tcp.Closed>().Should().Be(new Tcp.Closed(CloseReason.PeerClosed));
    }

    [SkippableFact]
    public async Task Socat_that_half_closes_gets_all_of_its_echo()
    {
        OutsideProgram.SkipIfMissing("socat");
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo(TestActor)), ToTest(new ListenOptions { Tls = Server() })));
        using var socat = OutsideProgram.Start("socat", "-", $"OPENSSL:{Address},verify=0");

        socat.Input.Write("hello\n");
        socat.Input.Close();

        (await socat.Output.ReadToEndAsync().WaitAsync(Eventually.Limit)).Should().Be("hello\n");
        ExpectMsg<Tcp.Closed>().Should().Be(new Tcp.Closed(CloseReason.PeerClosed));
    }

    [SkippableFact]
    public void A_client_that_refuses_our_certificate_says_so_in_the_cause()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Echo(TestActor)), ToTest(new ListenOptions { Tls = Server() })));

        using var openssl = OutsideProgram.Start("openssl", "s_client", "-verify_return_error", "-connect", Address.ToString());

        var closed = ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<AuthenticationException>().Which.Message.Should().ContainEquivalentOf("alert");
    }

    // In TLS 1.3 the client's handshake is done by then, and the alert comes in the midst of what it reads.
    [SkippableFact]
    public async Task A_server_that_refuses_our_certificate_says_so_in_the_cause()
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files, "-tls1_3", "-Verify", "1", "-verify_return_error");
        var (client, last) = Dial(Client(options => options.ClientCertificates = [Certificates.For("client.example")]), await AddressAsync(openssl));

        last.Should().BeOfType<Tcp.Connected>();
        client.LastSender.Tell(new Tcp.Register(client.Ref));

        var closed = client.ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<AuthenticationException>().Which.Message.Should().ContainEquivalentOf("alert");
    }

    [SkippableFact]
    public async Task The_blocking_style_reads_why_a_server_refuses_our_certificate()
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files, "-tls1_3", "-Verify", "1", "-verify_return_error");
        NetConn conn = await Sys.NetPoll().DialAsync(await AddressAsync(openssl));
        await using NetTlsConn tls = await conn.TlsClientAsync(Client(options => options.ClientCertificates = [Certificates.For("client.example")]));

        var thrown = await tls.Awaiting(stream => stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Eventually.Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.Message.Should().Match("read tcp *: tls: *alert*");
        thrown.Which.IsUnexpectedEnd.Should().BeFalse();
    }

    private sealed class Echo(IActorRef test) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            Send(data);
            return data.End;
        }

        protected override void OnClosed(Tcp.Closed reason) => test.Tell(reason);
    }
}
