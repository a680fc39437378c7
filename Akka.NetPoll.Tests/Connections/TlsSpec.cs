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
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>TLS through the actors: the same messages and hooks, with plaintext.</summary>
public class TlsSpec(string hocon = "")
    : TlsTestKit($"akka.netpoll.connection {{ high-watermark = 16 KiB, low-watermark = 4 KiB, write-limit = 2 MiB }}\n{hocon}")
{
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
        byte[] sent = Payload.Of(3_000_000);
        byte[] back = new byte[sent.Length];

        var writing = Task.Run(() => client.Write(sent));
        client.ReadExactly(back);

        writing.Wait(Eventually.Limit).Should().BeTrue();
        back.Should().Equal(sent);
        client.SslProtocol.Should().Be(protocol);
    }

    [Fact]
    public void What_waits_before_Close_is_flushed_and_then_close_notify_is_sent()
    {
        var (dialed, client, accepted, server) = Pair();
        byte[] much = Payload.Of(1_500_000);

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

        client.ShutdownAsync().Wait(Eventually.Limit).Should().BeTrue();
        handler.ExpectMsg<Tcp.PeerClosed>();
        LastConnection.Tell(Write(8));

        client.ReadByte().Should().Be(8);
    }

    [Fact]
    public void A_confirmed_close_receives_until_the_peers_close_notify()
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

        byte[] sent = Payload.Of(300_000);
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

    [SkippableFact]
    public async Task Openssl_s_server_is_dialed()
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files);
        var (client, last) = Dial(Client(), await AddressAsync(openssl));

        last.Should().BeOfType<Tcp.Connected>();
        client.LastSender.Tell(new Tcp.Register(client.Ref));
        client.LastSender.Tell(Write("hello openssl\n"u8.ToArray()));
        (await ReadUntilAsync(openssl, "hello")).Should().Be("hello openssl");
        await openssl.Input.WriteLineAsync("and back");

        Receive(client, 9).Should().Equal("and back\n"u8.ToArray());
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

    // Its constructor runs before there is a socket.
    private sealed class EarlyWriter : ConnectionActor
    {
        public EarlyWriter() => Send([42]);

        protected override void OnConnected() => Close();

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }
}
