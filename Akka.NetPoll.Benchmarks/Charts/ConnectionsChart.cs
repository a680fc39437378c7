using System.Globalization;
using Akka.NetPoll.Benchmarks.Run;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>How throughput changes with the number of connections, which is on a logarithmic axis.</summary>
internal sealed class ConnectionsChart
{
    private const int Width = 960, Height = 480;

    private readonly Plot _plot = new();
    private readonly Shape[] _shapes;

    public ConnectionsChart(Shape[] shapes)
    {
        _shapes = shapes;
        _plot.XLabel("connections, 1 in flight, 64 B", size: 12);
        _plot.YLabel("thousand messages a second", size: 12);
        _plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. shapes.Select(shape => new Tick(Place(shape), shape.Connections.ToString("#,0", CultureInfo.InvariantCulture)))]);
        _plot.ShowLegend(Edge.Right);
    }

    public void Add(Contender contender, Func<Shape, double> perSecond)
    {
        Scatter curve = _plot.Add.Scatter(_shapes.Select(Place).ToArray(), _shapes.Select(shape => perSecond(shape) / 1000).ToArray());
        curve.Color = Color.FromHex(contender.Color);
        curve.LegendText = contender.Title;
        curve.LineWidth = 2;
    }

    public string Draw()
    {
        _plot.Axes.AutoScale();
        _plot.Axes.SetLimitsY(0, _plot.Axes.GetLimits().Top);
        return SvgFile.Draw([_plot], 1, Width, Height);
    }

    private static double Place(Shape shape) => Math.Log10(shape.Connections);
}
