using System.Diagnostics;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>Actors whose code blocks on the workers, and all that runs beside them.</summary>
public abstract class BlockedActorsSpec(string hocon) : ConnectionsTestKit(hocon)
{
    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    public void However_many_block_an_unrelated_connection_is_answered_soon(int blocked)
    {
        using var release = new ManualResetEventSlim();
        Listen(ListenerActor.Props(AnyPort, async conn => await conn.CopyToAsync(conn), ToTest()));
        TestClient client = Connect();
        client.Send(1);
        client.Receive(1);
        IActorRef[] actors = Blocking(blocked, release);

        long begun = Stopwatch.GetTimestamp();
        foreach (IActorRef actor in actors) actor.Tell("block");
        client.Send(2);
        client.Receive(1).Should().Equal(2);
        foreach (IActorRef _ in actors) ExpectMsg("blocking");
        for (byte i = 0; i < 20; i++)
        {
            client.Send(i);
            client.Receive(1).Should().Equal(i);
        }

        TimeSpan taken = Stopwatch.GetElapsedTime(begun);
        release.Set();
        taken.Should().BeLessThan(TimeSpan.FromSeconds(10), "they block until it is answered, and a busy machine starts threads slowly");
        foreach (IActorRef _ in actors) ExpectMsg("released");
    }

    [Fact]
    public void Threads_that_are_needed_no_more_end()
    {
        using var release = new ManualResetEventSlim();
        WorkerPool pool = NetPollExecutor.PoolOf(Sys);
        IActorRef[] actors = Blocking(60, release);
        foreach (IActorRef actor in actors) actor.Tell("block");
        foreach (IActorRef _ in actors) ExpectMsg("blocking");
        Eventually.True(() => pool.Away == 60);

        release.Set();

        foreach (IActorRef _ in actors) ExpectMsg("released");
        Eventually.True(() => pool.WorkerCount <= pool.Settings.Count);
        pool.Away.Should().Be(0);
    }

    [Fact]
    public void A_warning_names_the_actor_that_blocks_by_path_and_type()
    {
        using var release = new ManualResetEventSlim();
        Sys.NetPoll();
        IActorRef parent = Sys.ActorOf(Props.Create(() => new Parent(release, TestActor)), "parent");

        EventFilter.Warning(contains: $"akka://{Sys.Name}/user/parent/child ({typeof(BlockingActor)}) has blocked a worker").ExpectOne(() => parent.Tell("block"));

        release.Set();
        ExpectMsg("blocking");
        ExpectMsg("released");
    }

    [Fact]
    public void A_warning_names_the_served_method_that_blocks_by_its_peer()
    {
        using var release = new ManualResetEventSlim();
        Listen(ListenerActor.Props(AnyPort, async conn =>
        {
            await conn.ReadExactlyAsync(new byte[1]);
            release.Wait(Eventually.Limit);
            await conn.WriteAsync(new byte[1]);
        }, ToTest()));
        TestClient client = Connect();

        EventFilter.Warning(contains: $"{client.Socket.LocalEndPoint} has blocked a worker").ExpectOne(() => client.Send(1));

        release.Set();
        client.Receive(1);
    }

    private IActorRef[] Blocking(int count, ManualResetEventSlim release)
    {
        Sys.NetPoll();
        return [.. Enumerable.Range(0, count).Select(_ => Sys.ActorOf(BlockingActor.Props(release, TestActor)))];
    }

    private sealed class Parent(ManualResetEventSlim release, IActorRef test) : UntypedActor
    {
        protected override void OnReceive(object message) => Context.ActorOf(BlockingActor.Props(release, test), "child").Tell(message);
    }

    private sealed class BlockingActor(ManualResetEventSlim release, IActorRef test) : UntypedActor
    {
        public static Props Props(ManualResetEventSlim release, IActorRef test) =>
            Akka.Actor.Props.Create(() => new BlockingActor(release, test)).WithDispatcher(NetPollSettings.Dispatcher);

        protected override void OnReceive(object message)
        {
            test.Tell("blocking");
            release.Wait(Eventually.Limit);
            test.Tell("released");
        }
    }
}

public sealed class BlockedActorsOnOurDispatcherSpec() : BlockedActorsSpec("akka.netpoll.workers { keep-alive = 50ms, warn-after = 100ms }");

public sealed class BlockedActorsOnOneWorkerSpec() : BlockedActorsSpec("akka.netpoll.workers { count = 1, keep-alive = 50ms, warn-after = 100ms }");

public sealed class BlockedActorsOnTheWholeSystemsDispatcherSpec() : BlockedActorsSpec("""
    akka.actor.default-dispatcher.executor = "Akka.NetPoll.Dispatch.NetPollExecutor, Akka.NetPoll"
    akka.netpoll.workers { keep-alive = 50ms, warn-after = 100ms }
    """);
