using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Every way a connection can end: what the peer sees, and the one Closed that is told.</summary>
public class ClosingSpec(string hocon = "") : ConnectionsTestKit(hocon)
{
    private const int Pieces = 200, PieceSize = 64 * 1024;

    [Fact]
    public void Close_flushes_everything_first()
    {
        Listen();
        var (client, connection, handler) = Open();
        for (int i = 0; i < Pieces; i++) connection.Tell(new Tcp.Write(new byte[PieceSize]));

        connection.Tell(Tcp.Close.Instance, handler.Ref);

        client.ReceiveToEnd().Should().Be(Pieces * PieceSize);
        ExpectClosed(handler, CloseReason.Closed);
    }

    [Fact]
    public void ConfirmedClose_flushes_everything_and_waits_for_the_peer()
    {
        Listen();
        var (client, connection, handler) = Open();
        for (int i = 0; i < Pieces; i++) connection.Tell(new Tcp.Write(new byte[PieceSize]));

        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);

        client.ReceiveToEnd().Should().Be(Pieces * PieceSize);
        client.Send(1, 2);
        Receive(handler, 2).Should().Equal(1, 2);
        client.Socket.Shutdown(SocketShutdown.Send);
        ExpectClosed(handler, CloseReason.ConfirmedClosed);
    }

    [Fact]
    public void Close_with_unread_bytes_does_not_destroy_what_was_sent()
    {
        // Far more than is read in a turn.
        Listen(new ListenOptions { Connection = new ConnectionOptions { ReadBuffer = 512, ReadsPerTurn = 1 } });
        var (client, connection, handler) = Open();
        connection.Tell(Tcp.SuspendReading.Instance);
        client.Send(new byte[60_000]);
        connection.Tell(Write(1, 2, 3));

        connection.Tell(Tcp.Close.Instance, handler.Ref);

        client.ReceiveToEnd().Should().Be(3);
        ExpectClosed(handler, CloseReason.Closed);
    }

    [Fact]
    public void Abort_resets_at_once()
    {
        Listen();
        var (client, connection, handler) = Open();

        connection.Tell(Tcp.Abort.Instance, handler.Ref);

        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
        ExpectClosed(handler, CloseReason.Aborted);
    }

    [Fact]
    public void Abort_ends_a_Close_that_cannot_flush()
    {
        Listen();
        var (_, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[12 << 20]));
        connection.Tell(Tcp.Close.Instance, handler.Ref);
        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(20));

        connection.Tell(Tcp.Abort.Instance, handler.Ref);

        ExpectClosed(handler, CloseReason.Aborted);
    }

    [Fact]
    public void The_peers_end_of_stream_comes_after_its_bytes_and_closes()
    {
        Listen();
        var (client, _, handler) = Open();

        client.Send(1, 2);
        client.Socket.Shutdown(SocketShutdown.Send);

        Receive(handler, 2).Should().Equal(1, 2);
        ExpectClosed(handler, CloseReason.PeerClosed);
        client.ReceiveToEnd().Should().Be(0);
    }

    [Fact]
    public void Kept_open_a_half_closed_connection_still_sends()
    {
        Listen();
        var (client, connection, handler) = Open(keepOpen: true);

        client.Socket.Shutdown(SocketShutdown.Send);
        handler.ExpectMsg<Tcp.PeerClosed>();
        connection.Tell(Write(1, 2));
        client.Receive(2).Should().Equal(1, 2);
        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);

        client.ReceiveToEnd().Should().Be(0);
        ExpectClosed(handler, CloseReason.ConfirmedClosed);
    }

    [Fact]
    public void The_peers_reset_is_told_with_its_error()
    {
        Listen();
        var (client, _, handler) = Open();

        client.Reset();

        var closed = handler.ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void A_Close_whose_flush_fails_is_told_as_the_failure()
    {
        Listen();
        var (client, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[12 << 20], "never"), handler.Ref);
        connection.Tell(Tcp.Close.Instance, handler.Ref);
        client.Receive(1);

        client.Reset();

        handler.ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>();
        var closed = handler.ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<SocketException>();
    }

    [Fact]
    public void A_handler_that_stops_resets_its_connection()
    {
        Listen();
        var (client, connection, handler) = Open();
        Watch(connection);

        Sys.Stop(handler.Ref);

        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
        ExpectTerminated(connection);
    }

    [Fact]
    public void A_handler_that_stops_after_Close_does_not_hinder_the_flush()
    {
        Listen();
        var (client, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[12 << 20]));
        connection.Tell(Tcp.Close.Instance, handler.Ref);

        Sys.Stop(handler.Ref);

        client.ReceiveToEnd().Should().Be(12 << 20);
    }

    [Fact]
    public void Without_Register_it_is_reset_and_the_commander_is_told()
    {
        Listen(With(new ConnectionOptions { RegisterTimeout = TimeSpan.FromMilliseconds(50) }));

        (TestClient client, _) = Accept();

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.RegisterTimeout);
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void An_idle_connection_is_closed_and_a_busy_one_is_not()
    {
        Listen(With(new ConnectionOptions { IdleTimeout = TimeSpan.FromMilliseconds(400) }));
        var (busy, _, busyHandler) = Open();
        var (idle, _, idleHandler) = Open();

        while (!idleHandler.HasMessages)
        {
            busy.Send(1);
            busyHandler.ExpectMsg<Tcp.Received>();
        }

        ExpectClosed(idleHandler, CloseReason.IdleTimeout);
        idle.ReceiveToEnd().Should().Be(0);
        ExpectClosed(busyHandler, CloseReason.IdleTimeout);
    }

    [Fact]
    public void A_peer_that_takes_nothing_cannot_hold_a_closing_connection_for_ever()
    {
        Listen(With(new ConnectionOptions { CloseTimeout = TimeSpan.FromMilliseconds(100) }));
        var (client, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[12 << 20]));

        connection.Tell(Tcp.Close.Instance, handler.Ref);

        ExpectClosed(handler, CloseReason.CloseTimeout);
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void A_peer_that_takes_a_little_now_and_then_cannot_hold_it_either()
    {
        Listen(With(new ConnectionOptions { CloseTimeout = TimeSpan.FromMilliseconds(300), SendBufferSize = 16 * 1024 }));
        var (client, connection, handler) = Open(prepare: socket => socket.ReceiveBufferSize = 16 * 1024);
        connection.Tell(new Tcp.Write(new byte[12 << 20]));

        connection.Tell(Tcp.Close.Instance, handler.Ref);
        while (!handler.HasMessages)
        {
            client.Socket.Receive(new byte[16 * 1024], SocketFlags.None, out _);
            ExpectNoMsg(TimeSpan.FromMilliseconds(5));
        }

        ExpectClosed(handler, CloseReason.CloseTimeout);
    }

    [Fact]
    public void A_peer_that_goes_on_sending_has_its_time_after_a_ConfirmedClose()
    {
        Listen(With(new ConnectionOptions { CloseTimeout = TimeSpan.FromSeconds(3) }));
        var (client, connection, handler) = Open();

        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);
        client.ReceiveToEnd();
        long start = Environment.TickCount64;
        while (Environment.TickCount64 - start < 4000)
        {
            client.Send(1);
            handler.ExpectMsg<Tcp.Received>();
        }

        client.Socket.Shutdown(SocketShutdown.Send);
        ExpectClosed(handler, CloseReason.ConfirmedClosed);
    }

    [Fact]
    public void A_peer_that_never_closes_cannot_hold_a_ConfirmedClose_for_ever()
    {
        Listen(With(new ConnectionOptions { CloseTimeout = TimeSpan.FromMilliseconds(100) }));
        var (_, connection, handler) = Open();

        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);

        ExpectClosed(handler, CloseReason.CloseTimeout);
    }

    [Fact]
    public void The_first_reason_is_told_and_only_once_also_to_another_actor_that_asked()
    {
        Listen();
        var (client, connection, handler) = Open();
        TestProbe other = CreateTestProbe();

        connection.Tell(Tcp.Close.Instance, other.Ref);
        connection.Tell(Tcp.Abort.Instance, handler.Ref);
        client.Dispose();

        ExpectClosed(handler, CloseReason.Closed);
        ExpectClosed(other, CloseReason.Closed);
    }

    [Fact]
    public void A_Write_after_Close_is_refused()
    {
        Listen();
        var (_, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[12 << 20]));
        connection.Tell(Tcp.Close.Instance);

        connection.Tell(Write(1), handler.Ref);

        handler.ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("closed");
    }

    private static ListenOptions With(ConnectionOptions connection) => new() { Connection = connection };

    private void ExpectClosed(TestProbe handler, CloseReason reason)
    {
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(reason);
        ExpectNothingMore(handler, from: handler.LastSender);
    }
}
