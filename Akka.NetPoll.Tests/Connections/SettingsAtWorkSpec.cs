using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Timeouts from the configuration, where no option says otherwise.</summary>
public sealed class SettingsAtWorkSpec() : ConnectionsTestKit("""
    akka.netpoll {
      dialer.timeout = 100ms
      tls.handshake-timeout = 100ms
      connection.register-timeout = 100ms
    }
    """)
{
    private static readonly SslServerAuthenticationOptions Server = new() { ServerCertificate = Certificates.For("chat.example") };

    [Fact]
    public void A_dial_that_gets_no_answer_ends_with_dialer_timeout()
    {
        using var full = new FullListener();

        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(full.Address));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<TimeoutException>().Which.Message.Should().Contain("00:00:00.1");
    }

    [Fact]
    public void A_silent_client_is_dropped_after_handshake_timeout()
    {
        Listen(new ListenOptions { Tls = new TlsServerSettings(Server) });

        Connect().ReceiveError().Should().BeOneOf(SocketError.Success, SocketError.ConnectionReset);
    }

    [Fact]
    public void A_silent_server_fails_the_dial_after_handshake_timeout()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var tls = new TlsClientSettings(new SslClientAuthenticationOptions { TargetHost = "chat.example" });

        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(silent.LocalEndpoint) { Tls = tls, Timeout = Eventually.Limit });

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public async Task The_blocking_style_has_the_same_handshake_timeout()
    {
        await using var listener = await Sys.NetPoll().ListenAsync("tcp", "127.0.0.1:0");
        await using var silent = await Sys.NetPoll().DialAsync(listener.LocalEndPoint);
        var accepted = await listener.AcceptAsync();

        var thrown = await accepted.Awaiting(conn => conn.TlsServerAsync(Server).AsTask().WaitAsync(Eventually.Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.IsTimeout.Should().BeTrue();
    }

    [Fact]
    public void A_connection_without_a_handler_is_reset_after_register_timeout()
    {
        Listen();
        (TestClient client, _) = Accept();

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.RegisterTimeout);
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }
}
