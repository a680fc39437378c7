using System.Net.Security;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>Conversations that wait synchronously, many more than there are workers.</summary>
public abstract class SynchronousCallsSpec(string hocon) : ConnectionsTestKit(hocon)
{
    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void Served_methods_that_read_synchronously_are_all_answered(int conversations)
    {
        ListenAndServe(conn =>
        {
            Echo(conn);
            return Task.CompletedTask;
        });

        ConverseAtOnce(conversations);
    }

    [Fact]
    public void Actors_that_read_synchronously_are_all_answered()
    {
        ListenAndServe(async conn =>
        {
            IActorRef reader = Sys.ActorOf(Props.Create(() => new ReadingActor()).WithDispatcher(NetPollSettings.Dispatcher));
            await reader.Ask<string>(conn, Eventually.Limit);
        });

        ConverseAtOnce(100);
    }

    [Fact]
    public void Those_that_wait_for_their_turn_or_for_the_end_of_a_read_are_all_answered()
    {
        ListenAndServe(conn =>
        {
            // The second waits for its turn, which the first gives back only when the second client's byte has come.
            IAsyncResult first = conn.BeginRead(new byte[1], 0, 1, null, null);
            int count = conn.EndRead(first);
            conn.WriteByte((byte)count);
            Task<int> late = conn.ReadAsync(new byte[1]).AsTask();
            count += conn.Read(new byte[1]) + late.Result;
            conn.WriteByte((byte)count);
            return Task.CompletedTask;
        });
        TestClient[] clients = Connected(50);

        foreach (TestClient client in clients) client.Send(1);
        foreach (TestClient client in clients) client.Receive(1).Should().Equal(1);
        foreach (TestClient client in clients) client.Send(2);
        foreach (TestClient client in clients) client.Send(3);

        foreach (TestClient client in clients) client.Receive(1).Should().Equal(3);
    }

    [Fact]
    public void Those_whose_peer_does_not_read_write_synchronously_beside_others()
    {
        ListenAndServe(conn =>
        {
            if (conn.ReadByte() == 0) conn.Write(new byte[16 << 20]);
            else conn.WriteByte(42);
            return Task.CompletedTask;
        });
        TestClient[] stalled = Connected(50);
        foreach (TestClient client in stalled) client.Send(0);

        TestClient healthy = Connect();
        healthy.Send(1);

        healthy.Receive(1).Should().Equal(42);
        foreach (TestClient client in stalled) client.ReceiveToEnd().Should().Be(16 << 20);
    }

    [Fact]
    public void Over_TLS_they_are_all_answered_too()
    {
        ListenAndServe(async conn =>
        {
            await using NetTlsConn tls = await conn.TlsServerAsync(NetTlsSpec.Server());
            for (int next; (next = tls.ReadByte()) >= 0;) tls.WriteByte((byte)next);
        });
        SslStream[] clients = [.. Connected(50).Select(client => new SslStream(new NetworkStream(client.Socket)))];
        foreach (SslStream client in clients) client.AuthenticateAsClient(NetTlsSpec.Client());

        foreach (SslStream client in clients) client.WriteByte(42);

        foreach (SslStream client in clients) client.ReadByte().Should().Be(42);
    }

    [Fact]
    public void A_close_that_waits_for_what_is_unsent_hands_its_workers_role_on()
    {
        ListenAndServe(conn =>
        {
            conn.WriteTimeout = 20;
            FluentActions.Invoking(() => conn.Write(new byte[16 << 20])).Should().Throw<NetException>().Which.IsTimeout.Should().BeTrue();
            conn.SetLinger((int)Eventually.Limit.TotalSeconds);
            conn.Dispose();
            return Task.CompletedTask;
        });
        WorkerPool pool = NetPollExecutor.PoolOf(Sys);

        TestClient client = Connect();

        Eventually.True(() => !Accepted() && pool.Workers.Any(worker => worker.Absence == Absence.HandedOn), "closing waits for the client to read");
        client.ReceiveToEnd().Should().BePositive();
        Eventually.Equal(0, () => pool.Away);

        // The listener alone is watched once the connection has left the poller, which it does just before the descriptor is closed.
        bool Accepted() => Sys.NetPoll().Loop.Table.Count != 1;
    }

    [Fact]
    public void Stopping_their_listener_ends_them()
    {
        ListenAndServe(conn =>
        {
            Echo(conn);
            return Task.CompletedTask;
        });
        TestClient[] clients = Connected(50);
        foreach (TestClient client in clients) client.Send(1);
        foreach (TestClient client in clients) client.Receive(1);
        Watch(Listener);

        Sys.Stop(Listener);

        ExpectTerminated(Listener);
        foreach (TestClient client in clients) client.ReceiveError().Should().NotBe(SocketError.TimedOut);
    }

    [Fact]
    public void Synchronous_and_asynchronous_conversations_go_on_side_by_side_in_any_order()
    {
        ListenAndServe(async conn =>
        {
            var random = new Random();
            byte[] buffer = new byte[64];
            while (true)
            {
                int count = random.Next(2) == 0 ? conn.Read(buffer) : await conn.ReadAsync(buffer);
                if (count == 0) return;
                if (random.Next(2) == 0) conn.Write(buffer, 0, count);
                else await conn.WriteAsync(buffer.AsMemory(0, count));
            }
        });
        TestClient[] clients = Connected(60);
        var random = new Random(1);

        for (int round = 0; round < 200; round++)
        {
            TestClient[] chosen = [.. clients.Where(_ => random.Next(3) == 0)];
            foreach (TestClient client in chosen) client.Send((byte)round, 1, 2);
            foreach (TestClient client in chosen) client.Receive(3).Should().Equal((byte)round, 1, 2);
        }
    }

    private static void Echo(NetConn conn)
    {
        byte[] buffer = new byte[64];
        for (int count; (count = conn.Read(buffer)) > 0;) conn.Write(buffer.AsSpan(0, count));
    }

    // All wait before the first is spoken to.
    private void ConverseAtOnce(int conversations)
    {
        TestClient[] clients = Connected(conversations);
        for (byte round = 1; round <= 3; round++)
        {
            foreach (TestClient client in clients) client.Send(round);
            foreach (TestClient client in clients) client.Receive(1).Should().Equal(round);
        }
    }

    private TestClient[] Connected(int count) => [.. Enumerable.Range(0, count).Select(_ => Connect())];

    private void ListenAndServe(Func<NetConn, Task> serve) => Listen(ListenerActor.Props(AnyPort, serve, ToTest()));

    private sealed class ReadingActor : ReceiveActor
    {
        public ReadingActor() => Receive<NetConn>(conn =>
        {
            Echo(conn);
            Sender.Tell("ended");
        });
    }
}

public sealed class SynchronousCallsOnOurDispatcherSpec() : SynchronousCallsSpec("");

public sealed class SynchronousCallsOnOneWorkerSpec() : SynchronousCallsSpec("akka.netpoll.workers.count = 1");

public sealed class SynchronousCallsOnTheWholeSystemsDispatcherSpec() : SynchronousCallsSpec("""
    akka.actor.default-dispatcher.executor = "Akka.NetPoll.Dispatch.NetPollExecutor, Akka.NetPoll"
    akka.netpoll.workers.count = 2
    """);

public sealed class SynchronousCallsWithAThreadThatPollsSpec() : SynchronousCallsSpec("akka.netpoll.poller.polled-by = thread");
