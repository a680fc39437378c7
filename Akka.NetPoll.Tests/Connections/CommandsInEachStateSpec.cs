using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What a connection makes of commands and messages before it has its socket, while it stands, while it closes, and afterwards.</summary>
public sealed class CommandsInEachStateSpec() : TlsTestKit("akka.loglevel = OFF, akka.stdout-loglevel = OFF")
{
    private const int Large = 12 << 20;

    private static readonly ConnectionOptions Patient = new() { CloseTimeout = TimeSpan.Zero };

    public static TheoryData<Tcp.Command, CloseReason> Closes => new()
    {
        { Tcp.Close.Instance, CloseReason.Closed },
        { Tcp.ConfirmedClose.Instance, CloseReason.ConfirmedClosed },
        { Tcp.Abort.Instance, CloseReason.Aborted },
    };

    [Theory]
    [MemberData(nameof(Closes))]
    public void Each_that_asks_for_the_end_is_told_of_it_once_and_so_is_the_handler(Tcp.Command command, CloseReason reason)
    {
        Listen(new ListenOptions { Connection = Patient });
        var (client, connection, handler) = Open();
        TestProbe[] askers = [CreateTestProbe(), CreateTestProbe()];
        connection.Tell(new Tcp.Write(new byte[Large]));

        // An Abort is over with the first, and the others are behind the end already.
        for (int i = 0; i < 2; i++)
        {
            foreach (TestProbe asker in askers) connection.Tell(command, asker.Ref);
        }

        if (reason != CloseReason.Aborted)
        {
            handler.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
            client.ReceiveToEnd().Should().Be(Large);
            client.Socket.Shutdown(SocketShutdown.Send);
        }

        foreach (TestProbe told in askers.Append(handler))
        {
            told.ExpectMsg<Tcp.Closed>().Reason.Should().Be(reason);
            ExpectNothingMore(told, from: connection);
        }

        ExpectNothingMore(this);
    }

    [Theory]
    [InlineData(CloseReason.Closed)]
    [InlineData(CloseReason.ConfirmedClosed)]
    [InlineData(CloseReason.Aborted)]
    public void Asked_for_before_there_is_a_socket_the_end_comes_without_OnConnected_when_nothing_was_written(CloseReason reason)
    {
        Listen(Scripted(atStart: self => self.TryClose(reason)));

        TestClient client = Connect();

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(reason);
        client.ReceiveError().Should().BeOneOf(SocketError.Success, SocketError.ConnectionReset);
        ExpectNothingMore(this, from: LastSender);
        Eventually.Equal(1, () => Sys.NetPoll().Loop.Table.Count);
    }

    [Fact]
    public void Before_there_is_a_socket_a_ConfirmedClose_flushes_what_was_written_and_awaits_the_peer()
    {
        Listen(Scripted(atStart: self =>
        {
            TestActor.Tell(self.TrySend(1, 2));
            self.TryClose(CloseReason.ConfirmedClosed);
            TestActor.Tell(self.TrySend(3));
        }));

        TestClient client = Connect();

        ExpectMsg(true);
        ExpectMsg(false);
        ExpectMsg("connected");
        client.ReceiveToEnd().Should().Be(2);
        client.Send(7, 8, 9);
        ReceiveAll(3).Should().Equal(7, 8, 9);
        client.Socket.Shutdown(SocketShutdown.Send);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.ConfirmedClosed);
    }

    [Fact]
    public void Messages_of_others_come_to_OnMessage_in_each_state()
    {
        Listen(Scripted(options: Patient));
        TestClient client = Connect();

        ExpectMsg("connected");
        IActorRef connection = LastSender;
        connection.Tell("open");
        ExpectMsg("open");
        connection.Tell(new Tcp.Write(new byte[Large]));
        connection.Tell(Tcp.Close.Instance, CreateTestProbe().Ref);
        connection.Tell("closing");
        ExpectMsg("closing");
        connection.Tell(new Do(self => self.EndWith("ended")));

        ExpectMsg("ended");
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted);
        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void Commands_in_the_mailbox_at_the_end_change_nothing_and_writes_among_them_are_refused()
    {
        Listen(Scripted());
        Connect();
        ExpectMsg("connected");
        IActorRef connection = LastSender;

        connection.Tell(new Do(self => self.EndWith(
            Tcp.ResumeReading.Instance, Tcp.SuspendReading.Instance, Write(1))));

        ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("closed");
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted);
        ExpectNothingMore(this, from: connection);
    }

    [Theory]
    [MemberData(nameof(Closes))]
    public void One_that_asks_when_it_has_ended_already_is_told_how_as_long_as_the_actor_is_there(Tcp.Command command, CloseReason reason)
    {
        reason.Should().BeDefined();
        Listen(Scripted());
        Connect();
        ExpectMsg("connected");
        IActorRef connection = LastSender;

        connection.Tell(new Do(self => self.EndWith(command)));

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted, "the first outcome counts");
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted, "the test's actor both hears of OnClosed and asks");
        ExpectNothingMore(this, from: connection);
    }

    [Fact]
    public void What_neither_the_connection_nor_its_subclass_knows_is_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        Listen();
        var (_, connection, _) = Open();

        connection.Tell("what?");
        ExpectMsg<UnhandledMessage>().Message.Should().Be("what?");

        connection.Tell(new Tcp.ResumeAccepting(1));
        ExpectMsg<UnhandledMessage>().Message.Should().BeOfType<Tcp.ResumeAccepting>();
    }

    [Fact]
    public void Send_says_false_from_Close_on_and_the_own_address_is_unknown_after_the_end()
    {
        Listen(Scripted());
        TestClient client = Connect();
        ExpectMsg("connected");

        LastSender.Tell(new Do(self =>
        {
            TestActor.Tell(self.TrySend(1));
            self.TryClose(CloseReason.Closed);
            TestActor.Tell(self.TrySend(2));
            TestActor.Tell(self.TrySend([3, 4], [5]));
        }));

        ExpectMsg(true);
        ExpectMsg(false);
        ExpectMsg(false);
        client.ReceiveToEnd().Should().Be(1);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
        ExpectMsg("nowhere");
    }

    [Fact]
    public void A_close_while_TLS_is_agreed_upon_ends_at_once_when_nothing_was_written()
    {
        Listen(Scripted(options: Patient, tls: true, atStart: self => self.Report("starts")));
        TestClient client = Connect();
        ExpectMsg("starts");
        IActorRef connection = LastSender;
        connection.Tell("handshaking");
        ExpectMsg("handshaking");

        connection.Tell(Tcp.Close.Instance, CreateTestProbe().Ref);

        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
        client.ReceiveError().Should().Be(SocketError.Success);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_close_while_TLS_is_agreed_upon_flushes_what_was_written_after_the_handshake(bool confirmed)
    {
        Listen(Scripted(options: Patient, tls: true, atStart: self => self.Report("starts")));
        TestClient client = Connect();
        ExpectMsg("starts");
        IActorRef connection = LastSender;
        connection.Tell(Write(1, 2, 3));
        connection.Tell(confirmed ? Tcp.ConfirmedClose.Instance : Tcp.Close.Instance, CreateTestProbe().Ref);
        connection.Tell(Write(4), TestActor);
        ExpectMsg<Tcp.CommandFailed>().Cause.Message.Should().Contain("closed");

        using var stream = new System.Net.Security.SslStream(new NetworkStream(client.Socket));
        stream.AuthenticateAsClient(Client().Options);
        byte[] received = new byte[4];
        stream.ReadExactly(received, 0, 3);

        received.Should().Equal(1, 2, 3, 0);
        stream.Read(received).Should().Be(0, "close_notify follows");
        stream.ShutdownAsync().Wait(Eventually.Limit).Should().BeTrue();
        client.Socket.Shutdown(SocketShutdown.Send);
        FishForMessage(message => message is Tcp.Closed).As<Tcp.Closed>()
            .Reason.Should().Be(confirmed ? CloseReason.ConfirmedClosed : CloseReason.Closed);
    }

    private byte[] ReceiveAll(int count)
    {
        var data = new List<byte>();
        while (data.Count < count) data.AddRange(ExpectMsg<byte[]>());
        return [.. data];
    }

    private Props Scripted(Action<ScriptedConnection>? atStart = null, ConnectionOptions? options = null, bool tls = false)
    {
        var listen = new ListenOptions { Connection = options ?? new ConnectionOptions(), Tls = tls ? Server() : null };
        return ListenerActor.Props(AnyPort, Props.Create(() => new ScriptedConnection(TestActor, atStart)), ToTest(listen));
    }

    private sealed record Do(Action<ScriptedConnection> Action) : INoSerializationVerificationNeeded;

    // Tells the test what it is told, and does as it is told.
    private sealed class ScriptedConnection(IActorRef test, Action<ScriptedConnection>? atStart) : ConnectionActor
    {
        public bool TrySend(params byte[] data) => Send(data);

        public bool TrySend(byte[] first, byte[] second) => Send(Segments.Of(first, second));

        public void Report(string what) => test.Tell(what, Self);

        public void TryClose(CloseReason reason)
        {
            if (reason == CloseReason.Closed) Close();
            else if (reason == CloseReason.ConfirmedClosed) ConfirmedClose();
            else Abort();
        }

        // Aborts with these in its mailbox already.
        public void EndWith(params object[] messages)
        {
            foreach (object message in messages) Self.Tell(message, test);
            Abort();
        }

        protected override void PreStart() => atStart?.Invoke(this);

        protected override void OnConnected() => test.Tell("connected", Self);

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            test.Tell(data.ToArray());
            return data.End;
        }

        protected override void OnMessage(object message)
        {
            if (message is Do it) it.Action(this);
            else test.Tell(message, Self);
        }

        protected override void OnClosed(Tcp.Closed reason)
        {
            test.Tell(reason, Self);
            if (reason.Reason == CloseReason.Closed && LocalEndPoint is null && RemoteEndPoint is not null && Tls is null) test.Tell("nowhere", Self);
        }
    }
}
