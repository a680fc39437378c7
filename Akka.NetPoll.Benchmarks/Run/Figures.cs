namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>What one contender showed in one shape: the median of its rounds.</summary>
/// <param name="PerSecond">Messages.</param>
/// <param name="Cpu">Of the server for a message, in microseconds.</param>
/// <param name="Failures">Errors and bad bytes of all rounds together; should be zero.</param>
internal sealed record Figures(double PerSecond, double P50, double P99, double P999, double Cpu, long Failures)
{
    public static Figures Median(IReadOnlyCollection<LoadResult> rounds) => new(
        Median(rounds, r => r.PerSecond), Median(rounds, r => r.P50), Median(rounds, r => r.P99), Median(rounds, r => r.P999),
        Median(rounds, r => r.CpuPerMessage), rounds.Sum(r => r.Errors + r.BadBytes));

    private static double Median(IReadOnlyCollection<LoadResult> rounds, Func<LoadResult, double> select)
    {
        double[] sorted = [.. rounds.Select(select).Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
