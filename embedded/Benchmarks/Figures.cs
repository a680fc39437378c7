using System.Reflection;
using System.Text.Json;

namespace Akka.Embedded.Benchmarks;

/// <summary>What one benchmark found: a name and a number each, written as one line of JSON.</summary>
internal sealed class Figures(string benchmark)
{
    private readonly Dictionary<string, double> _values = [];

    public IReadOnlyDictionary<string, double> Values => _values;

    public Figures Add(string name, double value)
    {
        _values.Add(name, Math.Round(value, 1));
        return this;
    }

    public int Print()
    {
        Console.WriteLine(JsonSerializer.Serialize(new Line(benchmark, AkkaFrom, _values)));
        return 0;
    }

    /// <summary>The figures in the last line that <see cref="Print"/> wrote into a program's output.</summary>
    public static IReadOnlyDictionary<string, double> Parse(string output) =>
        JsonSerializer.Deserialize<Line>(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!.Values;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static string AkkaFrom => typeof(Figures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "AkkaFrom").Value!;

    private sealed record Line(string Benchmark, string AkkaFrom, Dictionary<string, double> Values);
}
