using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>How a TLS connection ends: with the peer's close_notify, without it, amid a record, by a reset.</summary>
public sealed class TlsEndsSpec() : TlsTestKit("akka.loglevel = DEBUG")
{
    private static readonly byte[] Some = [1, 2, 3];

    [Theory]
    [InlineData(SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, false)]
    [InlineData(SslProtocols.Tls13, true)]
    public void A_fin_without_close_notify_is_an_unexpected_end_behind_all_data(SslProtocols protocol, bool keepOpen)
    {
        Listen(new ListenOptions { Tls = Server() });
        using SslStream client = Peer(out RecordStream records, out Socket socket, protocol);
        TestProbe handler = Register(keepOpen);

        client.Write(Some);
        socket.Send(records.Take());
        socket.Shutdown(SocketShutdown.Send);

        Receive(handler, 3).Should().Equal(Some);
        ExpectUnexpectedEnd(handler);
        client.ReadByte().Should().Be(-1, "our close_notify is sent all the same");
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void A_fin_amid_a_record_is_an_unexpected_end_behind_all_data(SslProtocols protocol)
    {
        Listen(new ListenOptions { Tls = Server() });
        using SslStream client = Peer(out RecordStream records, out Socket socket, protocol);
        TestProbe handler = Register();

        client.Write(Some);
        client.Write(Some);
        socket.Send(records.Take().AsSpan()[..^1]);
        socket.Shutdown(SocketShutdown.Send);

        Receive(handler, 3).Should().Equal(Some);
        ExpectUnexpectedEnd(handler);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void A_close_notify_is_the_end_whether_the_fin_comes_with_it_or_not(SslProtocols protocol)
    {
        Listen(new ListenOptions { Tls = Server() });
        using SslStream client = Peer(out RecordStream records, out Socket socket, protocol);
        TestProbe handler = Register();

        client.Write(Some);
        client.ShutdownAsync().Wait(Eventually.Limit);
        socket.Send(records.Take());
        socket.Shutdown(SocketShutdown.Send);

        Receive(handler, 3).Should().Equal(Some);
        handler.ExpectMsg<Tcp.Closed>().Should().Be(new Tcp.Closed(CloseReason.PeerClosed));
    }

    [Fact]
    public void A_subclass_is_not_told_that_its_peer_has_closed_when_it_has_not_said_so()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Reporter(TestActor)), ToTest(new ListenOptions { Tls = Server() })));
        using SslStream client = Peer(out RecordStream records, out Socket socket);

        client.Write(Some);
        socket.Send(records.Take());
        socket.Shutdown(SocketShutdown.Send);

        ExpectMsg(3);
        ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<EndOfStreamException>();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void What_was_answered_before_an_unexpected_end_is_sent()
    {
        byte[] answer = new byte[8_000_000];
        Random.Shared.NextBytes(answer);
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Answerer(answer)), ToTest(new ListenOptions { Tls = Server() })));
        using SslStream client = Peer(out RecordStream records, out Socket socket);

        client.Write(Some);
        socket.Send(records.Take());
        socket.Shutdown(SocketShutdown.Send);
        byte[] received = new byte[answer.Length];
        client.ReadExactly(received);

        received.Should().Equal(answer);
        client.ReadByte().Should().Be(-1);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task The_dialing_end_is_told_too(SslProtocols protocol)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<Socket> accepting = listener.AcceptSocketAsync();
        (TestProbe probe, Task<object> dialed) = BeginDial(Client(), (IPEndPoint)listener.LocalEndpoint);
        using Socket socket = await accepting.WaitAsync(Eventually.Limit);
        var server = new SslStream(new NetworkStream(socket));
        await server.AuthenticateAsServerAsync(Server(options => options.EnabledSslProtocols = protocol).Options).WaitAsync(Eventually.Limit);
        (await dialed).Should().BeOfType<Tcp.Connected>();

        server.Write(Some);
        socket.Shutdown(SocketShutdown.Send);
        probe.LastSender.Tell(new Tcp.Register(probe.Ref));

        Receive(probe, 3).Should().Equal(Some);
        ExpectUnexpectedEnd(probe);
    }

    [Fact]
    public void A_reset_is_told_as_the_systems_error()
    {
        Listen(new ListenOptions { Tls = Server() });
        using SslStream client = Peer(out _, out Socket socket);
        TestProbe handler = Register();

        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();

        handler.ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void A_method_that_serves_such_a_peer_has_not_failed_by_our_fault()
    {
        Props serving = ListenerActor.Props(0, async conn =>
        {
            await using NetTlsConn tls = await conn.TlsServerAsync(Server().Options);
            await tls.ReadExactlyAsync(new byte[4]);
        }, ToTest());
        Listen(serving);

        EventFilter.Debug(contains: "has ended: read tcp").ExpectOne(() =>
        {
            using SslStream client = Peer(out RecordStream records, out Socket socket);
            client.Write(Some);
            socket.Send(records.Take());
            socket.Shutdown(SocketShutdown.Send);
        });
    }

    // The two in one go reach the connection in one read.
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void Data_before_a_record_that_is_broken_is_told(SslProtocols protocol)
    {
        Listen(new ListenOptions { Tls = Server() });
        using SslStream client = Peer(out RecordStream records, out Socket socket, protocol);
        TestProbe handler = Register();

        client.Write(Some);
        client.Write(Some);
        byte[] sent = records.Take();
        sent[^1] ^= 1;
        socket.Send(sent);

        Receive(handler, 3).Should().Equal(Some);
        handler.ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<AuthenticationException>();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void A_plain_fin_confirms_a_close_when_our_close_notify_came_first(SslProtocols protocol)
    {
        Listen(new ListenOptions { Tls = Server() });
        using SslStream client = Peer(out RecordStream records, out Socket socket, protocol);
        TestProbe handler = Register();

        LastConnection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);
        client.ReadByte().Should().Be(-1);
        client.Write(Some);
        socket.Send(records.Take());
        socket.Shutdown(SocketShutdown.Send);

        Receive(handler, 3).Should().Equal(Some);
        handler.ExpectMsg<Tcp.Closed>().Should().Be(new Tcp.Closed(CloseReason.ConfirmedClosed));
    }

    [Fact]
    public void A_record_that_is_cut_confirms_no_close()
    {
        Listen(new ListenOptions { Tls = Server() });
        using SslStream client = Peer(out RecordStream records, out Socket socket);
        TestProbe handler = Register();

        LastConnection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);
        client.ReadByte().Should().Be(-1);
        client.Write(Some);
        socket.Send(records.Take().AsSpan()[..^1]);
        socket.Shutdown(SocketShutdown.Send);

        ExpectUnexpectedEnd(handler);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void A_fin_amid_the_handshake_is_an_unexpected_end(int length)
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Reporter(TestActor)), ToTest(new ListenOptions { Tls = Server() })));
        TestClient client = Connect();

        client.Send(new byte[] { 22, 3, 1, 2, 0, 1 }[..length]); // The beginning of a ClientHello.
        client.Socket.Shutdown(SocketShutdown.Send);

        var closed = ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<EndOfStreamException>();
    }

    [Fact]
    public void A_server_that_ends_amid_the_handshake_fails_the_dial_as_an_unexpected_end()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closing = Task.Run(() =>
        {
            using Socket socket = listener.AcceptSocket();
            socket.Receive(new byte[1]);
            socket.Shutdown(SocketShutdown.Send);
            socket.Receive(new byte[65536]);
        });

        var (_, last) = Dial(Client(), (IPEndPoint)listener.LocalEndpoint);

        last.Should().BeOfType<Tcp.CommandFailed>().Which.Cause.Should().BeOfType<EndOfStreamException>();
        closing.Wait(Eventually.Limit).Should().BeTrue();
    }

    // Authenticated; from then on what it writes waits to be taken.
    private SslStream Peer(out RecordStream records, out Socket socket, SslProtocols protocol = SslProtocols.Tls13)
    {
        socket = Connect().Socket;
        records = new RecordStream(socket);
        var stream = new SslStream(records);
        stream.AuthenticateAsClient(Client(options => options.EnabledSslProtocols = protocol).Options);
        records.Keep();
        return stream;
    }

    private static void ExpectUnexpectedEnd(TestProbe handler)
    {
        var closed = handler.ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<EndOfStreamException>();
        handler.ExpectNoMsg(TimeSpan.Zero);
    }

    private (TestProbe Probe, Task<object> Last) BeginDial(TlsClientSettings tls, IPEndPoint address)
    {
        TestProbe probe = CreateTestProbe();
        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(address) { Tls = tls }, probe.Ref);
        return (probe, Task.Run(() => (object)probe.ExpectMsg<Tcp.Event>(Eventually.Limit)));
    }

    // Tells what it is told.
    private sealed class Reporter(IActorRef test) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            test.Tell((int)data.Length);
            return data.End;
        }

        protected override void OnPeerClosed() => test.Tell(Tcp.PeerClosed.Instance);

        protected override void OnClosed(Tcp.Closed reason) => test.Tell(reason);
    }

    // Answers whatever comes first.
    private sealed class Answerer(byte[] answer) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            Send(answer);
            return data.End;
        }
    }
}
