using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>As many workers as may be are blocked: the end of the rope, which is told, and sockets are polled all the same.</summary>
public sealed class BlockedLimitSpec() : ConnectionsTestKit("akka.netpoll.workers { count = 1, max-blocked = 3 }")
{
    private const string Told = "All 4 workers that akka.netpoll.workers.max-blocked allows are blocked";

    [Fact]
    public void Reaching_it_is_logged_once_and_what_waits_runs_when_one_returns()
    {
        using var release = new ManualResetEventSlim();
        Sys.NetPoll();

        EventFilter.Error(contains: Told).ExpectOne(() => Block(10, release));

        NetPollExecutor.PoolOf(Sys).WorkerCount.Should().Be(4);
        release.Set();
        for (int i = 0; i < 10; i++) ExpectMsg("released");
    }

    [Fact]
    public void It_is_logged_again_when_it_is_reached_again()
    {
        Sys.NetPoll();
        for (int i = 0; i < 2; i++)
        {
            using var release = new ManualResetEventSlim();
            EventFilter.Error(contains: Told).ExpectOne(() => Block(5, release));
            release.Set();
            for (int j = 0; j < 5; j++) ExpectMsg("released");
            Eventually.Equal(0, () => NetPollExecutor.PoolOf(Sys).Away);
        }
    }

    [Fact]
    public void Conversations_that_wait_synchronously_in_all_of_them_are_answered_for_polling_goes_on()
    {
        Listen(ListenerActor.Props(AnyPort, conn =>
        {
            for (int next; (next = conn.ReadByte()) >= 0;) conn.WriteByte((byte)next);
            return Task.CompletedTask;
        }, ToTest()));
        TestClient[] clients = [.. Enumerable.Range(0, 4).Select(_ => Connect())];
        Eventually.True(() => NetPollExecutor.PoolOf(Sys).IsExhausted);

        for (byte i = 0; i < 20; i++)
        {
            foreach (TestClient client in clients) client.Send(i);
            foreach (TestClient client in clients) client.Receive(1).Should().Equal(i);
        }
    }

    private void Block(int count, ManualResetEventSlim release)
    {
        for (int i = 0; i < count; i++)
        {
            Sys.ActorOf(Props.Create(() => new BlockingActor(release)).WithDispatcher(NetPollSettings.Dispatcher)).Tell("block", TestActor);
        }
    }

    private sealed class BlockingActor(ManualResetEventSlim release) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            release.Wait(Eventually.Limit);
            Sender.Tell("released");
        }
    }
}
