using System.Diagnostics;
using Akka.Actor;

namespace Akka.Embedded.Benchmarks;

/// <summary>The system all benchmarks run in, and how they repeat: a warm-up for the compiler's tiers, then the median of the rest.</summary>
internal static class Bench
{
    private const int WarmUps = 2;
    private const int Runs = 5;

    public static ActorSystem NewSystem() => ActorSystem.Create("bench", "akka { loglevel = OFF, stdout-loglevel = OFF }");

    /// <summary>Messages per second: the median over runs of <paramref name="run"/>, which carries this many.</summary>
    public static async Task<double> Throughput(long messages, Func<Task> run)
    {
        var rates = new List<double>();
        for (var i = 0; i < WarmUps + Runs; i++)
        {
            var clock = Stopwatch.StartNew();
            await run();
            if (i >= WarmUps) rates.Add(messages / clock.Elapsed.TotalSeconds);
        }
        return Figures.Median(rates);
    }
}
