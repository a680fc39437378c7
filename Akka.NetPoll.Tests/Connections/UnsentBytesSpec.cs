using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>An end that drops bytes is a reset: no peer takes a part of an answer for the whole.</summary>
public sealed class UnsentBytesSpec() : TlsTestKit("akka.loglevel = OFF, akka.stdout-loglevel = OFF")
{
    private const int Large = 12 << 20;

    [Fact]
    public void The_idle_timeout_with_bytes_unsent_is_a_reset()
    {
        Listen(With(new ConnectionOptions { IdleTimeout = TimeSpan.FromMilliseconds(200) }));
        var (client, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[Large]));

        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.IdleTimeout);

        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void The_idle_timeout_with_everything_sent_leaves_the_peer_all_of_it()
    {
        Listen(With(new ConnectionOptions { IdleTimeout = TimeSpan.FromMilliseconds(200) }));
        var (client, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[1000]));

        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.IdleTimeout);

        client.ReceiveToEnd().Should().Be(1000);
    }

    [Fact]
    public void The_receive_limit_with_bytes_unsent_is_a_reset()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Greedy()), ToTest(With(new ConnectionOptions { ReceiveLimit = 100, HighWatermark = 16 << 20 }))));
        TestClient client = Connect(SmallReceiveBuffer);
        client.Send(1);
        Eventually.True(() => client.Socket.Available > 0); // The connection stands, and has answered with more than fits.

        client.Send(new byte[1000]);
        Eventually.Equal(1, () => Sys.NetPoll().Loop.Table.Count); // Only the listener is left: nothing has been read until then.

        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void An_exception_with_bytes_unsent_is_a_reset()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Throwing()), ToTest()));
        TestClient client = Connect();

        client.Send(1);

        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void The_idle_timeout_with_bytes_unsent_is_a_reset_with_TLS_too()
    {
        Listen(With(new ConnectionOptions { IdleTimeout = TimeSpan.FromMilliseconds(300) }) with { Tls = Server() });
        using SslStream client = Authenticated();
        TestProbe handler = Register();
        LastConnection.Tell(new Tcp.Write(new byte[Large]));

        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.IdleTimeout);

        FluentActions.Invoking(() => client.CopyTo(Stream.Null)).Should().Throw<IOException>()
            .WithInnerException<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void What_is_no_TLS_is_answered_with_a_reset_when_bytes_are_unsent()
    {
        Listen(With(new ConnectionOptions { HighWatermark = 16 << 20 }) with { Tls = Server() });
        TestClient plain = Connect(SmallReceiveBuffer);
        using var client = new SslStream(new NetworkStream(plain.Socket));
        client.AuthenticateAsClient(Client().Options);
        TestProbe handler = Register();
        LastConnection.Tell(new Tcp.Write(new byte[Large]));
        // Otherwise what is no record may be read first, by the look that registering has asked for.
        LastConnection.Ask<ActorIdentity>(new Identify(null), Eventually.Limit).Wait(Eventually.Limit).Should().BeTrue();

        plain.Send("this is no record of TLS\n"u8.ToArray());

        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Error);
        plain.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void What_was_written_before_there_was_a_socket_is_flushed_by_a_Close_before_there_was_one()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new SaysAndCloses()), ToTest()));

        Connect().ReceiveToEnd().Should().Be(3);
    }

    [Fact]
    public void The_shutdowns_end_with_bytes_unsent_is_a_reset()
    {
        Listen();
        var (client, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[Large]));

        Listener.Tell(new ConnectionsShutdown.CloseAll(TimeSpan.FromMilliseconds(50)), CreateTestProbe().Ref);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted);

        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    // Before it connects, for the window that is announced then.
    private static void SmallReceiveBuffer(Socket client) => client.ReceiveBufferSize = 64 * 1024;

    private static ListenOptions With(ConnectionOptions connection) => new() { Connection = connection };

    // Answers at length, and takes nothing.
    private sealed class Greedy : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            if (PendingBytes == 0) Send(new byte[Large]);
            return data.Start;
        }
    }

    private sealed class Throwing : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            Send(new byte[Large]);
            throw new InvalidOperationException("as it should");
        }
    }

    private sealed class SaysAndCloses : ConnectionActor
    {
        protected override void PreStart()
        {
            Send([1, 2, 3]);
            Close();
        }

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }
}
