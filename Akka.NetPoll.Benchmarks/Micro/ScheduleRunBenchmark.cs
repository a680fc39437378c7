using Akka.Actor;
using Akka.NetPoll.Benchmarks.Serve;
using BenchmarkDotNet.Attributes;

namespace Akka.NetPoll.Benchmarks.Micro;

/// <summary>A dispatcher's cycle of scheduling an actor and running it: two actors tell each other in turn.</summary>
[MemoryDiagnoser]
public class ScheduleRunBenchmark
{
    private const int Turns = 10_000;

    private NetPollSystem _system = null!;
    private IActorRef _first = null!, _second = null!;

    [Params("akka.netpoll.dispatcher", "thread-pool")]
    public string Dispatcher { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _system = new NetPollSystem("thread-pool { type = Dispatcher, executor = thread-pool-executor, throughput = 30 }");
        _ = _system.System.NetPoll();
        _first = Start();
        _second = Start();
    }

    [GlobalCleanup]
    public async Task Cleanup() => await _system.DisposeAsync();

    [Benchmark(OperationsPerInvoke = Turns)]
    public async Task Turn()
    {
        var done = new TaskCompletionSource();
        _first.Tell(new Ball(Turns, done), _second);
        await done.Task;
    }

    private IActorRef Start() => _system.System.ActorOf(Props.Create(() => new Player()).WithDispatcher(Dispatcher));

    private sealed class Ball(int turns, TaskCompletionSource done)
    {
        private int _left = turns;

        public bool Hit()
        {
            if (--_left > 0) return true;
            done.SetResult();
            return false;
        }
    }

    private sealed class Player : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Ball ball && ball.Hit()) Sender.Tell(ball, Self);
        }
    }
}
