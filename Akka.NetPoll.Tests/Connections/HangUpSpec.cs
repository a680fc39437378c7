using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>An error that the kernel reports ends a connection also while it reads nothing; the peer's end of stream alone does not.</summary>
public abstract class HangUpSpec(string hocon) : ConnectionsTestKit(hocon)
{
    private static readonly ListenOptions Pull = new() { Connection = new ConnectionOptions { PullMode = true } };

    [SkippableFact]
    public void The_peers_reset_is_told_while_reading_is_suspended()
    {
        Listen();
        var (client, connection, handler) = Open();
        Suspend(connection, handler);

        client.Reset();

        ExpectReset(handler);
    }

    [SkippableFact]
    public void It_is_told_while_bytes_wait_to_be_read()
    {
        Listen();
        var (client, connection, handler) = Open();
        Suspend(connection, handler);

        client.Send(1, 2, 3);
        client.Socket.Shutdown(SocketShutdown.Send);
        client.Reset();

        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Error);
    }

    [SkippableFact]
    public void In_pull_mode_it_is_told_before_anything_was_asked_for()
    {
        Listen(Pull);
        var (client, _, handler) = Open();

        client.Reset();

        ExpectReset(handler);
    }

    [SkippableFact]
    public void In_pull_mode_it_is_told_behind_what_was_asked_for()
    {
        Listen(Pull);
        var (client, connection, handler) = Open();
        client.Send(1);
        connection.Tell(Tcp.ResumeReading.Instance);
        Receive(handler, 1).Should().Equal(1);

        client.Reset();

        ExpectReset(handler);
    }

    [SkippableFact]
    public void In_pull_mode_a_read_that_was_asked_for_ends_with_it()
    {
        Listen(Pull);
        var (client, connection, handler) = Open();
        connection.Tell(Tcp.ResumeReading.Instance);

        client.Send(1);
        client.Reset();

        Receive(handler, 1).Should().Equal(1);
        ExpectReset(handler);
    }

    [SkippableFact]
    public void It_is_told_when_the_peer_had_closed_its_direction_and_nothing_is_to_be_written()
    {
        Listen();
        var (client, _, handler) = Open(keepOpen: true);
        client.Socket.Shutdown(SocketShutdown.Send);
        handler.ExpectMsg<Tcp.PeerClosed>();

        client.Reset();

        var closed = handler.ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<SocketException>();
    }

    [SkippableFact]
    public void The_peers_end_of_stream_is_not_told_while_reading_is_suspended_and_nothing_before_it_is_lost()
    {
        Listen();
        var (client, connection, handler) = Open(keepOpen: true);
        Suspend(connection, handler);

        client.Send(1, 2);
        client.Socket.Shutdown(SocketShutdown.Send);
        handler.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        connection.Tell(Tcp.ResumeReading.Instance);

        Receive(handler, 2).Should().Equal(1, 2);
        handler.ExpectMsg<Tcp.PeerClosed>();
    }

    [SkippableFact]
    public void A_ConfirmedClose_reads_on_also_when_reading_was_suspended()
    {
        Listen();
        var (client, connection, handler) = Open();
        Suspend(connection, handler);
        client.Send(1, 2);

        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);
        client.Socket.Shutdown(SocketShutdown.Send);

        Receive(handler, 2).Should().Equal(1, 2);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.ConfirmedClosed);
    }

    [SkippableFact]
    public void A_ConfirmedClose_reads_on_in_pull_mode()
    {
        Listen(Pull);
        var (client, connection, handler) = Open();

        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);
        client.Send(1);
        Receive(handler, 1);
        client.Send(2);
        client.Socket.Shutdown(SocketShutdown.Send);

        Receive(handler, 1).Should().Equal(2);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.ConfirmedClosed);
    }

    [SkippableFact]
    public void A_subclass_that_has_suspended_reading_hears_of_it()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Suspended(TestActor)), ToTest()));
        TestClient client = Connect();
        client.Send(1);
        ExpectMsg("suspended");

        client.Reset();

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Error);
    }

    [SkippableFact]
    public void A_unix_peer_that_goes_with_bytes_unread_is_told_while_reading_is_suspended()
    {
        using var folder = new TemporaryFolder();
        var path = new UnixDomainSocketEndPoint(folder["socket"]);
        Sys.ActorOf(ListenerActor.Props(path, ToTest()));
        ExpectMsg<Tcp.Bound>();
        using var client = new TestClient(path);
        ExpectMsg<Tcp.Connected>();
        TestProbe handler = CreateTestProbe();
        LastSender.Tell(new Tcp.Register(handler.Ref));
        IActorRef connection = LastSender;
        Suspend(connection, handler);

        client.Dispose(); // What it was sent is unread, which makes it a reset.

        ExpectReset(handler);
    }

    // A byte goes to the peer, and stays there unread.
    private static void Suspend(IActorRef connection, TestProbe handler)
    {
        connection.Tell(Tcp.SuspendReading.Instance);
        connection.Tell(new Tcp.Write(new byte[] { 7 }, "suspended"), handler.Ref);
        handler.ExpectMsg("suspended");
    }

    private void ExpectReset(TestProbe handler)
    {
        var closed = handler.ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
        ExpectNothingMore(handler);
    }

    private sealed class Suspended(IActorRef test) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            SuspendReading();
            test.Tell("suspended");
            return data.End;
        }

        protected override void OnClosed(Tcp.Closed reason) => test.Tell(reason);
    }
}
