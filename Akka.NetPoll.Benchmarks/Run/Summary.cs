using System.Globalization;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The tables of docs/performance.md: how the subclass style stands to the peers, and the other styles to it.</summary>
internal sealed class Summary
{
    private const string Reference = "subclass";
    private static readonly string[] Styles = ["handler", "conn"];

    private readonly Results _results;
    private readonly Shape[] _shapes;
    private readonly ResultTable _table;

    private Summary(Results results, Shape[] shapes)
    {
        _results = results;
        _shapes = shapes;
        _table = new ResultTable(["", .. shapes.Select(shape => shape.Name)]);
    }

    /// <summary>A table of all shapes that are measured alike; null when there is nothing to compare.</summary>
    public static ResultTable? Table(Results results, bool tls)
    {
        Shape[] shapes = [.. results.Shapes.Where(shape => shape.IsTls == tls && !shape.Name.StartsWith(Shapes.ScalePrefix, StringComparison.Ordinal))];
        var summary = new Summary(results, shapes);
        if (shapes.Length == 0 || summary.Find(Reference) is not { } subclass) return null;
        summary.Fill(subclass, tls ? Contenders.TlsYardstick : Contenders.Yardstick);
        return summary._table;
    }

    private void Fill(Contender subclass, string yardstick)
    {
        foreach (Contender peer in _results.Contenders.Where(contender => contender != subclass && !Styles.Contains(contender.Name)))
        {
            AddRatios(subclass, peer, peer.Title);
        }

        foreach (Contender style in Styles.Select(Find).OfType<Contender>()) AddRatios(style, subclass, subclass.Name);
        if (Find(yardstick) is { } measure) AddBoth("CPU us per message", subclass, measure, figures => Known(figures.Cpu, "0.00"));
        if (Find(Contenders.TlsYardstick) is { } go) AddBoth("p99 us", subclass, go, figures => Known(figures.P99, "#,0"));
    }

    private Contender? Find(string name) => _results.Contenders.FirstOrDefault(contender => contender.Name == name);

    private void AddRatios(Contender contender, Contender other, string otherTitle)
    {
        string[] ratios =
        [
            .. from shape in _shapes
               let ratio = _results.Find(shape, contender)?.PerSecond / _results.Find(shape, other)?.PerSecond
               select ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        ];
        // What speaks no TLS has no row there.
        if (ratios.Any(ratio => ratio.Length > 0)) _table.Add([$"{contender.Name}, to {otherTitle}", .. ratios]);
    }

    private void AddBoth(string what, Contender ours, Contender theirs, Func<Figures, string> text)
    {
        _table.Add([$"{what}, {ours.Name} / {theirs.Title}", .. _shapes.Select(shape => $"{Text(shape, ours)} / {Text(shape, theirs)}".Trim(' ', '/'))]);

        string Text(Shape shape, Contender contender) => _results.Find(shape, contender) is { } figures ? text(figures) : "";
    }

    // What was not measured is reported as zero.
    private static string Known(double value, string format) => value > 0 ? value.ToString(format, CultureInfo.InvariantCulture) : "";
}
