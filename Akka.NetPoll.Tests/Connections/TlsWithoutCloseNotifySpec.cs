using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Peers that end their stream without close_notify, where that is allowed: by the configuration, which options can contradict.</summary>
public sealed class TlsWithoutCloseNotifySpec() : TlsTestKit("akka.netpoll.tls.require-close-notify = off")
{
    [Theory]
    [InlineData(null, CloseReason.PeerClosed)]
    [InlineData(false, CloseReason.PeerClosed)]
    [InlineData(true, CloseReason.Error)]
    public void An_accepted_peers_plain_fin_is_its_end_unless_the_listener_requires_more(bool? requires, CloseReason reason)
    {
        Listen(new ListenOptions { Tls = Server() with { RequireCloseNotify = requires } });
        Socket client = Connect().Socket;
        using var stream = new SslStream(new NetworkStream(client));
        stream.AuthenticateAsClient(Client().Options);
        TestProbe handler = Register();

        stream.WriteByte(7);
        client.Shutdown(SocketShutdown.Send);

        Receive(handler, 1).Should().Equal(7);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(reason);
    }

    [Theory]
    [InlineData(null, CloseReason.PeerClosed)]
    [InlineData(false, CloseReason.PeerClosed)]
    [InlineData(true, CloseReason.Error)]
    public void A_dialed_peers_plain_fin_is_its_end_unless_the_dial_requires_more(bool? requires, CloseReason reason)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = Task.Run(() => AnswerOnce(server));

        var (client, last) = Dial(Client() with { RequireCloseNotify = requires }, (IPEndPoint)server.LocalEndpoint);
        last.Should().BeOfType<Tcp.Connected>();
        client.LastSender.Tell(new Tcp.Register(client.Ref));

        Receive(client, 1).Should().Equal(7);
        client.ExpectMsg<Tcp.Closed>().Reason.Should().Be(reason);
        serving.Wait(Eventually.Limit).Should().BeTrue();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task In_the_blocking_style_it_is_the_end_unless_the_settings_require_more(bool? requires, bool fails)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = Task.Run(() => AnswerOnce(server));
        NetConn conn = await Sys.NetPoll().DialAsync((IPEndPoint)server.LocalEndpoint);
        await using NetTlsConn tls = await conn.TlsClientAsync(Client() with { RequireCloseNotify = requires });
        byte[] buffer = new byte[8];
        (await tls.ReadAsync(buffer).AsTask().WaitAsync(Eventually.Limit)).Should().Be(1);

        Func<Task<int>> read = () => tls.ReadAsync(buffer).AsTask().WaitAsync(Eventually.Limit);

        if (fails) (await read.Should().ThrowAsync<NetException>()).Which.IsUnexpectedEnd.Should().BeTrue();
        else (await read()).Should().Be(0);
        tls.Dispose();
        await serving.WaitAsync(Eventually.Limit);
    }

    [Fact]
    public async Task The_blocking_style_serves_with_the_settings_too()
    {
        await using NetListener listener = await Sys.NetPoll().ListenAsync("tcp", "127.0.0.1:0");
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint);
        using var stream = new SslStream(new NetworkStream(client));
        Task handshake = stream.AuthenticateAsClientAsync(Client().Options);
        TlsServerSettings settings = Server() with { Choose = (_, _, _, _) => new(Server().Options), RequireCloseNotify = true };

        await using NetTlsConn tls = await (await listener.AcceptAsync()).TlsServerAsync(settings);
        await handshake.WaitAsync(Eventually.Limit);
        client.Shutdown(SocketShutdown.Send);

        (await tls.Awaiting(conn => conn.ReadAsync(new byte[1]).AsTask().WaitAsync(Eventually.Limit)).Should().ThrowAsync<NetException>())
            .Which.IsUnexpectedEnd.Should().BeTrue();
    }

    [Fact]
    public void An_end_amid_a_record_is_unexpected_all_the_same()
    {
        Listen(new ListenOptions { Tls = Server() });
        Socket client = Connect().Socket;
        var records = new RecordStream(client);
        using var stream = new SslStream(records);
        stream.AuthenticateAsClient(Client().Options);
        TestProbe handler = Register();

        records.Keep();
        stream.WriteByte(7);
        client.Send(records.Take().AsSpan()[..^1]);
        client.Shutdown(SocketShutdown.Send);

        handler.ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<EndOfStreamException>();
    }

    // Ends its stream behind one byte, and waits for the client to do so.
    private static void AnswerOnce(TcpListener server)
    {
        using Socket accepted = server.AcceptSocket();
        using var stream = new SslStream(new NetworkStream(accepted));
        stream.AuthenticateAsServer(Server().Options);
        stream.WriteByte(7);
        accepted.Shutdown(SocketShutdown.Send);
        stream.ReadByte();
    }
}
