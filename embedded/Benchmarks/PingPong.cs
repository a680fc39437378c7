using Akka.Actor;

namespace Akka.Embedded.Benchmarks;

/// <summary>Pairs of actors that tell one message to and fro: what a hand-over from actor to actor costs.</summary>
internal static class PingPong
{
    private const int RoundTrips = 1_000_000;

    public static async Task<int> Run()
    {
        using var system = Bench.NewSystem();
        var pairs = Environment.ProcessorCount;
        var players = Enumerable.Range(0, pairs).Select(_ => (Ping: system.ActorOf(Props.Create<Ping>()), Pong: system.ActorOf(Props.Create<Pong>()))).ToArray();

        var figures = await Bench.Throughput("pingpong", 2L * RoundTrips * pairs, () => Task.WhenAll(players.Select(Play)));

        await system.Terminate();
        return figures.Print();
    }

    private static Task Play((IActorRef Ping, IActorRef Pong) players)
    {
        var game = new Game(players.Pong, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        players.Ping.Tell(game);
        return game.Over.Task;
    }

    private sealed record Game(IActorRef Pong, TaskCompletionSource Over);

    private sealed class Ball
    {
        public static readonly Ball Instance = new();
    }

    private sealed class Ping : UntypedActor
    {
        private TaskCompletionSource? _over;
        private int _left;

        protected override void OnReceive(object message)
        {
            if (message is Game game)
            {
                (_over, _left) = (game.Over, RoundTrips);
                game.Pong.Tell(Ball.Instance, Self);
            }
            else if (--_left > 0) Sender.Tell(message, Self);
            else _over!.SetResult();
        }
    }

    private sealed class Pong : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
