using System.Globalization;

namespace Akka.NetPoll.Benchmarks.Simulate;

/// <summary><c>simulate</c>: compares rules for waking followers on numbers of cores that nobody has at hand.</summary>
internal static class SimulateCommand
{
    private static readonly int[] Cores = [1, 2, 4, 8, 16, 32];

    public static int Run(Options options)
    {
        var settings = new SimulationSettings
        {
            Load = options.Number("--load", 0.6), Service = options.Number("--service", 5), WakeCost = options.Number("--wake-cost", 3),
            WakeDelay = options.Number("--wake-delay", 20), PollCost = options.Number("--poll-cost", 1), StolenCost = options.Number("--stolen-cost", 0.5),
            Messages = options.Count("--messages", 200_000), Seed = options.Count("--seed", 1),
        };
        int only = options.Count("--cores", 0);
        options.End();
        if (settings.Load <= 0 || settings.Service <= 0 || settings.Messages < 1) throw new UsageException("--load, --service and --messages should be more than 0");

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"load {settings.Load} of all cores, {settings.Service} us a message\n"));
        Console.WriteLine("| cores | rule         | messages/s |   p50 us |    p99 us | wakes/1000 | busy cores |");
        Console.WriteLine("|------:|--------------|-----------:|---------:|----------:|-----------:|-----------:|");
        foreach (int cores in only > 0 ? [only] : Cores)
        {
            foreach (FollowRule rule in FollowRule.All) Write(cores, rule, new Simulation(settings with { Cores = cores }, rule).Run());
        }

        return 0;
    }

    private static void Write(int cores, FollowRule rule, SimulationResult result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {cores,5} | {rule.Name,-12} | {result.PerSecond,10:#,0} | {result.P50,8:0.0} | {result.P99,9:0.0} | {result.Wakes,10:0.0} | {result.Busy,10:0.0} |"));
}
