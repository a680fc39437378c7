using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.NetPoll.Configuration;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>The executor in real dispatchers, also as the whole system's default.</summary>
public sealed class NetPollExecutorSpec() : NetPollTestKit("""
    akka.actor.default-dispatcher.executor = "Akka.NetPoll.Dispatch.NetPollExecutor, Akka.NetPoll"
    akka.netpoll.workers.count = 2
    spec-dispatcher {
      type = Dispatcher
      executor = "Akka.NetPoll.Dispatch.NetPollExecutor, Akka.NetPoll"
      throughput = 5
    }
    """)
{
    // What blocks workers has no limit of its own: past that, what must not wait for them would be found to work.
    private readonly ManualResetEventSlim _release = new();

    [Theory]
    [InlineData("akka.actor.default-dispatcher")]
    [InlineData("akka.netpoll.dispatcher")]
    [InlineData("spec-dispatcher")]
    public void Every_dispatcher_that_names_it_runs_on_the_same_workers(string dispatcher)
    {
        Sys.NetPoll();
        IActorRef actor = Sys.ActorOf(Props.Create(() => new ThreadActor()).WithDispatcher(dispatcher));

        actor.Tell("which?");

        string thread = ExpectMsg<string>();
        NetPollExecutor.PoolOf(Sys).Workers.Select(worker => worker.Name).Should().Contain(thread);
    }

    [Fact]
    public void Ping_and_pong_between_actors_comes_to_its_end()
    {
        IActorRef pong = Sys.ActorOf(Props.Create(() => new CountDownActor()));
        IActorRef ping = Sys.ActorOf(Props.Create(() => new CountDownActor()));

        pong.Tell(new CountDown(50_000, TestActor), ping);

        ExpectMsg("zero");
    }

    [Fact]
    public void An_actor_that_awaits_goes_on_in_its_own_context()
    {
        IActorRef actor = Sys.ActorOf(Props.Create(() => new AwaitingActor()));

        actor.Tell("go");

        ExpectMsg<bool>().Should().BeTrue("after the await it is the same actor");
    }

    [Fact]
    public void Sockets_do_not_wait_for_actors_that_block_every_worker()
    {
        using var pair = new SocketPair();
        Sys.ActorOf(Props.Create(() => new EchoActor(Poller, pair.Ours)));
        Echo(pair, 1);
        for (int i = 0; i < 8; i++) Sys.ActorOf(Props.Create(() => new BlockingActor(_release))).Tell("block");

        for (byte i = 0; i < 20; i++) Echo(pair, i);
    }

    [Fact]
    public void Actors_that_block_every_worker_delay_a_socket_by_milliseconds()
    {
        using var pair = new SocketPair();
        Sys.ActorOf(Props.Create(() => new EchoActor(Poller, pair.Ours)));
        Echo(pair, 1);

        TimeSpan least = Enumerable.Range(0, 10).Min(_ => EchoWithWorkersBlocked(pair));

        least.Should().BeLessThan(TimeSpan.FromMilliseconds(50), "the least of several, for the machine may be busy; they block for seconds");
    }

    [Fact]
    public void An_actor_that_throws_is_restarted_as_anywhere()
    {
        IActorRef actor = Sys.ActorOf(Props.Create(() => new ThrowingActor(TestActor)));

        EventFilter.Exception<ArithmeticException>().ExpectOne(() => actor.Tell("throw"));

        ExpectMsg("restarted");
    }

    [Fact]
    public void Its_workers_end_with_the_system()
    {
        WorkerPool pool = NetPollExecutor.PoolOf(Sys);
        Sys.NetPoll();
        Sys.ActorOf(Props.Create(() => new ThreadActor())).Tell("which?");
        ExpectMsg<string>();

        Sys.Terminate().Wait(Eventually.Limit).Should().BeTrue();

        Eventually.Equal(0, () => pool.Workers.Length);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_by_name()
    {
        Action count = () => Read("akka.netpoll.workers.count = -1");
        Action after = () => Read("akka.netpoll.workers.follow-after = soon");
        Action stuck = () => Read("akka.netpoll.workers.stuck-after = off");

        count.Should().Throw<ConfigurationException>().WithMessage("*akka.netpoll.workers.count*-1*");
        after.Should().Throw<ConfigurationException>().WithMessage("*akka.netpoll.workers.follow-after*soon*");
        stuck.Should().Throw<ConfigurationException>().WithMessage("*akka.netpoll.workers.stuck-after*off*");
    }

    [Fact]
    public void Settings_are_taken_as_written()
    {
        WorkerSettings settings = Read("akka.netpoll.workers { count = 3, extra = 4, max-blocked = 50, follow-after = 2ms, spin-for = 0.2ms, stuck-after = 7ms, warn-after = 8s, keep-alive = 9s }");

        settings.Should().BeEquivalentTo(new WorkerSettings
        {
            Count = 3,
            Extra = 4,
            MaxBlocked = 50,
            FollowAfter = TimeSpan.FromMilliseconds(2),
            SpinFor = TimeSpan.FromMilliseconds(0.2),
            StuckAfter = TimeSpan.FromMilliseconds(7),
            WarnAfter = TimeSpan.FromSeconds(8),
            KeepAlive = TimeSpan.FromSeconds(9),
        });
        Read("").Count.Should().Be(Environment.ProcessorCount);
    }

    protected override void AfterAll()
    {
        _release.Set();
        base.AfterAll();
    }

    private static WorkerSettings Read(string hocon) =>
        new(SettingsReader.Of(ConfigurationFactory.ParseString(hocon), "workers"));

    private static void Echo(SocketPair pair, byte value)
    {
        byte[] answer = new byte[1];
        pair.Peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        pair.Peer.Send([value]);
        pair.Peer.Receive(answer).Should().Be(1);
        answer[0].Should().Be(value);
    }

    private TimeSpan EchoWithWorkersBlocked(SocketPair pair)
    {
        _release.Reset();
        IActorRef[] blocking = [.. Enumerable.Range(0, 2).Select(_ => Sys.ActorOf(Props.Create(() => new BlockingActor(_release))))];
        foreach (IActorRef actor in blocking)
        {
            actor.Tell("block");
            ExpectMsg("blocking");
        }

        long begun = Stopwatch.GetTimestamp();
        Echo(pair, 2);
        TimeSpan taken = Stopwatch.GetElapsedTime(begun);
        _release.Set();
        foreach (IActorRef actor in blocking) actor.Ask<object>(new Identify(0)).Wait(Eventually.Limit).Should().BeTrue();
        return taken;
    }

    private sealed class ThreadActor : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Thread.CurrentThread.Name ?? "");
    }

    private sealed record CountDown(int Left, IActorRef To);

    private sealed class CountDownActor : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is not CountDown count) Unhandled(message);
            else if (count.Left == 0) count.To.Tell("zero");
            else Sender.Tell(count with { Left = count.Left - 1 });
        }
    }

    private sealed class AwaitingActor : ReceiveActor
    {
        public AwaitingActor() => ReceiveAnyAsync(async _ =>
        {
            IActorRef self = Self, sender = Sender;
            await Task.Yield();
            sender.Tell(Self.Equals(self) && Sender.Equals(sender));
        });
    }

    private sealed class BlockingActor(ManualResetEventSlim release) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            Sender.Tell("blocking");
            release.Wait();
        }
    }

    private sealed class ThrowingActor(IActorRef witness) : UntypedActor
    {
        protected override void OnReceive(object message) => throw new ArithmeticException("thrown by the spec");

        protected override void PostRestart(Exception reason) => witness.Tell("restarted");
    }
}
