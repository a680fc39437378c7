using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Which timeout applies when, and what counts as activity.</summary>
public sealed class TimeoutsSpec : ConnectionsTestKit
{
    private const int Large = 12 << 20;

    [Fact]
    public void What_is_written_keeps_a_connection_from_being_idle()
    {
        Listen(With(new ConnectionOptions { IdleTimeout = TimeSpan.FromMilliseconds(400) }));
        var (busy, connection, busyHandler) = Open();
        var (_, _, idleHandler) = Open();

        while (!idleHandler.HasMessages)
        {
            connection.Tell(Write(1), busyHandler.Ref);
            busy.Receive(1);
        }

        busyHandler.HasMessages.Should().BeFalse();
        idleHandler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.IdleTimeout);
        busyHandler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.IdleTimeout);
    }

    [Fact]
    public void While_it_closes_the_idle_timeout_applies_no_more()
    {
        Listen(With(new ConnectionOptions { IdleTimeout = TimeSpan.FromMilliseconds(200), CloseTimeout = TimeSpan.FromMinutes(1) }));
        var (client, connection, handler) = Open();
        connection.Tell(new Tcp.Write(new byte[Large]));
        connection.Tell(Tcp.Close.Instance, handler.Ref);

        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(600));

        client.ReceiveToEnd().Should().Be(Large);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
    }

    // While the handler lives it can end the connection itself, and only silence has a limit.
    [Fact]
    public void A_peer_that_never_stops_sending_does_not_hold_a_confirmed_close_whose_handler_has_gone()
    {
        Listen(With(new ConnectionOptions { CloseTimeout = TimeSpan.FromMilliseconds(300) }));
        var (client, connection, handler) = Open();
        Watch(connection);
        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);
        client.ReceiveToEnd().Should().Be(0);

        Sys.Stop(handler.Ref);

        Eventually.True(() => client.Socket.Send([1], SocketFlags.None, out SocketError error) == 0 || error != SocketError.Success);
        ExpectTerminated(connection);
    }

    [Fact]
    public void Without_a_close_timeout_a_peer_has_all_the_time_it_wants_and_the_idle_timeout_is_over()
    {
        Listen(With(new ConnectionOptions { IdleTimeout = TimeSpan.FromMilliseconds(200), CloseTimeout = TimeSpan.Zero }));
        var (client, connection, handler) = Open();
        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);

        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(600));

        client.Socket.Shutdown(SocketShutdown.Send);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.ConfirmedClosed);
    }

    [Fact]
    public void The_register_timeout_concerns_no_connection_that_has_its_handler()
    {
        Listen(With(new ConnectionOptions { RegisterTimeout = TimeSpan.FromSeconds(1) }));
        var (client, _, handler) = Open();
        var (unregistered, _) = Accept();

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.RegisterTimeout);
        unregistered.ReceiveError().Should().Be(SocketError.ConnectionReset);
        client.Send(1);

        Receive(handler, 1).Should().Equal(1);
    }

    [Fact]
    public void Idle_is_told_to_a_half_open_connection_too()
    {
        Listen(With(new ConnectionOptions { IdleTimeout = TimeSpan.FromMilliseconds(100) }));
        var (client, _, handler) = Open(keepOpen: true);

        client.Socket.Shutdown(SocketShutdown.Send);

        handler.ExpectMsg<Tcp.PeerClosed>();
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.IdleTimeout);
        client.ReceiveError().Should().Be(SocketError.Success, "everything was sent");
    }

    [Fact]
    public void Register_again_changes_what_the_end_of_the_peers_stream_means_and_is_not_answered()
    {
        Listen();
        var (client, connection, handler) = Open();
        connection.Tell(new Tcp.Register(handler.Ref, KeepOpenOnPeerClosed: true), handler.Ref);
        client.Send(1);
        Receive(handler, 1);

        client.Socket.Shutdown(SocketShutdown.Send);

        handler.ExpectMsg<Tcp.PeerClosed>();
        connection.Tell(Write(2), handler.Ref);
        client.Receive(1).Should().Equal(2);
    }

    [Fact]
    public void Register_while_it_closes_is_refused_and_Closed_goes_to_the_commander()
    {
        Listen(With(new ConnectionOptions { CloseTimeout = TimeSpan.Zero }));
        var (client, connection) = Accept();
        TestProbe late = CreateTestProbe();
        connection.Tell(new Tcp.Write(new byte[Large]));
        connection.Tell(Tcp.Close.Instance, TestActor);

        connection.Tell(new Tcp.Register(late.Ref), late.Ref);

        late.ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("closed");
        client.ReceiveToEnd().Should().Be(Large);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
        ExpectNothingMore(this, from: connection);
        ExpectNothingMore(late);
    }

    [Fact]
    public void Many_unread_bytes_make_no_reset_of_a_close()
    {
        Socket? ours = null;
        Listen(new ListenOptions
        {
            Connection = new ConnectionOptions { ReceiveBufferSize = 1 << 20 },
            TryAccept = Accept,
        });
        var (client, connection, handler) = Open();
        connection.Tell(Tcp.SuspendReading.Instance);
        connection.Tell(new Tcp.Write(ReadOnlyMemory<byte>.Empty, "suspended"), handler.Ref);
        handler.ExpectMsg("suspended");
        client.Send(new byte[200_000]);
        Eventually.True(() => ours!.Available == 200_000);
        connection.Tell(Write(1, 2, 3));

        connection.Tell(Tcp.Close.Instance, handler.Ref);

        client.ReceiveToEnd().Should().Be(3);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);

        SocketError Accept(Socket listener, out Socket? accepted)
        {
            SocketError error = Akka.NetPoll.Sockets.NonBlockingSocket.TryAccept(listener, out accepted);
            ours ??= accepted;
            return error;
        }
    }

    [Fact]
    public void Exactly_the_receive_limit_may_be_left_unconsumed()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Hoarder(TestActor)), ToTest(With(new ConnectionOptions { ReceiveLimit = 10 }))));
        TestClient client = Connect();

        client.Send(new byte[10]);
        ExpectMsg(10L);
        client.Send(1);

        ExpectMsg(11L);
        ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<InvalidDataException>();
    }

    private static ListenOptions With(ConnectionOptions connection) => new() { Connection = connection };

    private sealed class Hoarder(IActorRef test) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            test.Tell(data.Length);
            return data.Start;
        }

        protected override void OnClosed(Tcp.Closed reason) => test.Tell(reason);
    }
}
