using System.Diagnostics;
using Akka.Actor;

namespace Akka.Embedded.Benchmarks;

/// <summary>The system all benchmarks run in, and how they repeat: a warm-up for the compiler's tiers, then the median of the rest.</summary>
internal static class Bench
{
    private const int WarmUps = 2;
    private const int Runs = 5;

    public static ActorSystem NewSystem() => ActorSystem.Create("bench", "akka { loglevel = OFF, stdout-loglevel = OFF }");

    /// <summary>Messages per second and CPU time for each: medians over runs of <paramref name="run"/>, which carries this many messages.</summary>
    /// <remarks>The CPU time is the steadier of the two where other programs have the cores, too.</remarks>
    public static async Task<Figures> Throughput(string benchmark, long messages, Func<Task> run)
    {
        var (rates, costs) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUps + Runs; i++)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            await run();
            if (i < WarmUps) continue;
            rates.Add(messages / clock.Elapsed.TotalSeconds);
            costs.Add((Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds / messages);
        }

        return new Figures(benchmark)
            .Add("messagesPerSecond", Figures.Median(rates))
            .Add("cpuNanosecondsPerMessage", Figures.Median(costs));
    }
}
