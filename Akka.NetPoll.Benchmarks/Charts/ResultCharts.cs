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
            yield return ("throughput", Bars(results, shapes, "Throughput, relative to C epoll (messages a second; 1 is as fast)", "0.00", results.Ratio));
            yield return ("p99", Bars(results, shapes, "99th percentile of the round trip, milliseconds", "0.00", (s, c) => Known(results.Find(s, c)?.P99 / 1000)));
            yield return ("cpu", Bars(results, shapes, "CPU time of the server for a message, microseconds", "0.0", (s, c) => Known(results.Find(s, c)?.Cpu)));
        }

        Shape[] tls = [.. results.Shapes.Where(shape => shape.IsTls)];
        if (tls.Length > 0) yield return ("tls", Bars(results, tls, "Throughput over TLS, thousand messages a second", "0.0", (s, c) => Known(results.Find(s, c)?.PerSecond / 1000)));

        Shape[] scale = [.. results.Shapes.Where(IsScale)];
        if (scale.Length > 0) yield return ("connections", Curves(results, scale));
        if (results.Memory.Count > 0) yield return ("memory", Memory(results));
    }

    private static bool IsScale(Shape shape) => shape.Name.StartsWith(Shapes.ScalePrefix, StringComparison.Ordinal);

    // What was not measured is reported as zero.
    private static double? Known(double? value) => value > 0 ? value : null;

    private static string Bars(Results results, Shape[] shapes, string title, string format, Func<Shape, Contender, double?> value)
    {
        BarGroup[] groups =
        [
            .. from shape in shapes
               let bars = (from contender in results.Contenders
                           let known = value(shape, contender)
                           where known is not null
                           select new Bar(contender.Title, contender.Color, known.Value)).ToArray()
               where bars.Length > 0
               select new BarGroup(shape.Title, bars),
        ];
        return groups.Length > 0 ? BarChart.Draw(title, format, groups) : new Svg(400, 40, $"{title}: not measured").ToString();
    }

    private static string Curves(Results results, Shape[] shapes) => LineChart.Draw(
        "Messages a second by connections, 1 in flight, 64 B", "connections",
        [
            .. from contender in results.Contenders
               select new Curve(contender.Title, contender.Color,
                   [.. shapes.Select(shape => ((double)shape.Connections, results.Find(shape, contender)!.PerSecond))]),
        ]);

    private static string Memory(Results results) => BarChart.Draw(
        "Resident memory of an idle connection that has echoed once, KiB", "0.0",
        [
            new BarGroup("", [.. results.Memory.Select(memory => new Bar(memory.Key.Title, memory.Key.Color, Math.Max(0, memory.Value.Resident.GetValueOrDefault() / KiB)))]),
        ]);
}
