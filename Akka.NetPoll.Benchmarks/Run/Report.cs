using System.Globalization;
using Spectre.Console;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The results as tables.</summary>
internal static class Report
{
    private const double KiB = 1024;

    /// <summary>Shows the tables.</summary>
    public static void Write(IAnsiConsole console, Results results)
    {
        foreach ((string title, ResultTable table) in Tables(results))
        {
            console.WriteLine($"### {title}\n");
            table.Write(console);
        }
    }

    public static string ToMarkdown(Results results) =>
        string.Concat(Tables(results).Select(part => $"### {part.Title}\n\n{part.Table.ToMarkdown()}"));

    private static IEnumerable<(string Title, ResultTable Table)> Tables(Results results)
    {
        if (Summary.Table(results, tls: false) is { } plain) yield return ("Throughput, in ratios", plain);
        if (Summary.Table(results, tls: true) is { } tls) yield return ("Throughput over TLS, in ratios", tls);
        foreach (Shape shape in results.Shapes) yield return ($"{shape.Name}: {shape.Title}", ShapeTable(results, shape));
        if (results.Memory.Count > 0) yield return ("memory: KiB for each idle connection that has echoed once", MemoryTable(results));
    }

    private static ResultTable ShapeTable(Results results, Shape shape)
    {
        var table = new ResultTable(
            "server", "messages/s", shape.IsTls ? "to Go" : "to C epoll", "range", "p50 us", "p99 us", "p99.9 us", "CPU us/message", "failures");
        foreach (Contender contender in results.Contenders)
        {
            if (results.Find(shape, contender) is not { } figures) continue;
            table.Add(
                contender.Title, Text(figures.PerSecond, "#,0"), Text(results.Ratio(shape, contender), "0.00"), Range(results.Spread(shape, contender)), Time(figures.P50),
                Time(figures.P99), Time(figures.P999), Text(figures.Cpu, "0.00"), Text(figures.Failures, "0"));
        }

        return table;
    }

    private static ResultTable MemoryTable(Results results)
    {
        var table = new ResultTable("server", "resident", "managed", "failures");
        foreach (Contender contender in results.Contenders)
        {
            if (!results.Memory.TryGetValue(contender, out MemoryFigures? memory)) continue;
            table.Add(contender.Title, Text(memory.Resident / KiB, "0.0"), Text(memory.Managed / KiB, "0.0"), Text(memory.Failures, "0"));
        }

        return table;
    }

    // A shape without round trips has none to show.
    private static string Time(double microseconds) => microseconds > 0 ? Text(microseconds, "0.0") : "";

    private static string Range((double Least, double Most)? spread) =>
        spread is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Least:0.00}-{known.Most:0.00}") : "";

    private static string Text(IFormattable? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
