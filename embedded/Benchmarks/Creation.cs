using System.Diagnostics;
using Akka.Actor;

namespace Akka.Embedded.Benchmarks;

/// <summary>A million idle actors under a few parents: how fast they start, what each one costs, how fast they stop.</summary>
internal static class Creation
{
    private const int Parents = 100;
    private const int Children = 10_000;
    private const int Actors = Parents * Children;

    public static async Task<int> Run()
    {
        using var system = Bench.NewSystem();
        await Populate(system, 1000);
        var (managed, resident) = Memory();

        var clock = Stopwatch.StartNew();
        var parents = await Populate(system, Children);
        var creation = clock.Elapsed;
        var (managedThen, residentThen) = Memory();

        clock.Restart();
        await Task.WhenAll(parents.Select(p => p.GracefulStop(TimeSpan.FromMinutes(5))));
        var stop = clock.Elapsed;

        await system.Terminate();
        return new Figures("create")
            .Add("actorsPerSecond", Actors / creation.TotalSeconds)
            .Add("stoppedPerSecond", Actors / stop.TotalSeconds)
            .Add("managedBytesPerActor", (managedThen - managed) / (double)Actors)
            .Add("residentBytesPerActor", (residentThen - resident) / (double)Actors)
            .Print();
    }

    // Done when every child has answered: it has really started and is idle.
    private static async Task<IActorRef[]> Populate(ActorSystem system, int children)
    {
        var parents = Enumerable.Range(0, Parents).Select(_ => system.ActorOf(Props.Create<Parent>())).ToArray();
        await Task.WhenAll(parents.Select(p => p.Ask<string>(children, TimeSpan.FromMinutes(5))));
        return parents;
    }

    private static (long Managed, long Resident) Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        return (GC.GetTotalMemory(true), Environment.WorkingSet);
    }

    private sealed class Parent : UntypedActor
    {
        private static readonly Props Child = Props.Create<Idle>();
        private IActorRef _asker = Nobody.Instance;
        private int _left;

        protected override void OnReceive(object message)
        {
            if (message is int children) Start(children);
            else if (--_left == 0) _asker.Tell("populated");
        }

        private void Start(int children)
        {
            (_asker, _left) = (Sender, children);
            for (var i = 0; i < children; i++) Context.ActorOf(Child).Tell("ready", Self);
        }
    }

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
