using Akka.NetPoll.Benchmarks.Run;

namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>The charts of docs/performance.md, as far as what they show was measured.</summary>
internal static class ResultCharts
{
    private const double KiB = 1024;

    /// <summary>Names and contents of the files.</summary>
    public static IEnumerable<(string Name, string Svg)> Draw(Results results)
    {
        Shape[] shapes = [.. results.Shapes.Where(shape => !IsScale(shape) && !shape.IsTls)];
        if (shapes.Length > 0)
        {
            yield return ("throughput", Bars(results, shapes, "messages a second, relative to C epoll", "0.00", results.Ratio));
            yield return ("p99", Bars(results, shapes, "99th percentile of the round trip, ms", "0.00", (s, c) => Known(results.Find(s, c)?.P99 / 1000)));
            yield return ("cpu", Bars(results, shapes, "CPU of the server for a message, us", "0.0", (s, c) => Known(results.Find(s, c)?.Cpu)));
        }

        Shape[] tls = [.. results.Shapes.Where(shape => shape.IsTls)];
        if (tls.Length > 0) yield return ("tls", Bars(results, tls, "thousand messages a second", "0.0", (s, c) => Known(results.Find(s, c)?.PerSecond / 1000)));

        Shape[] scale = [.. results.Shapes.Where(IsScale)];
        if (scale.Length > 0) yield return ("connections", Curves(results, scale));
        if (results.Memory.Count > 0) yield return ("memory", Memory(results));
    }

    private static bool IsScale(Shape shape) => shape.Name.StartsWith(Shapes.ScalePrefix, StringComparison.Ordinal);

    // What was not measured is reported as zero.
    private static double? Known(double? value) => value > 0 ? value : null;

    private static string Bars(Results results, Shape[] shapes, string unit, string format, Func<Shape, Contender, double?> value)
    {
        var chart = new BarCharts(unit, format);
        foreach (Shape shape in shapes)
        {
            chart.Add(shape.Title, [.. from contender in results.Contenders
                                       let known = value(shape, contender)
                                       where known is not null
                                       select (contender, known.Value)]);
        }

        return chart.Draw();
    }

    private static string Curves(Results results, Shape[] shapes)
    {
        var chart = new ConnectionsChart(shapes);
        foreach (Contender contender in results.Contenders) chart.Add(contender, shape => results.Find(shape, contender)!.PerSecond);
        return chart.Draw();
    }

    private static string Memory(Results results)
    {
        var chart = new BarCharts("KiB of resident memory", "0.0");
        chart.Add("an idle connection that has echoed once", [.. results.Memory.Select(memory => (memory.Key, Math.Max(0, memory.Value.Resident.GetValueOrDefault() / KiB)))]);
        return chart.Draw();
    }
}
