using System.Globalization;
using Akka.NetPoll.Benchmarks.Run;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>A figure of bar charts, one for each shape, two in a row; each has a scale of its own, from zero.</summary>
internal sealed class BarCharts(string unit, string format)
{
    private const int Columns = 2, Width = 480, BarHeight = 20;
    private const float TitleHeight = 34, UnitHeight = 36, NamesWidth = 135, Margin = 12;
    private const double BarThickness = 0.75, RoomForValue = 1.25;

    private readonly List<Plot> _plots = [];
    private int _mostBars;

    /// <summary>Adds what the contenders showed in a shape; nothing when that was not measured.</summary>
    public void Add(string title, (Contender Contender, double Value)[] values)
    {
        if (values.Length == 0) return;
        var plot = new Plot();
        _plots.Add(plot);
        _mostBars = Math.Max(_mostBars, values.Length);
        Fill(plot, values);
        plot.Title(title, size: 12);
        plot.Axes.Title.FullFigureCenter = true;
        plot.XLabel(unit, size: 11);
        plot.HideGrid();
        foreach (IAxis axis in new IAxis[] { plot.Axes.Right, plot.Axes.Top }) axis.FrameLineStyle.IsVisible = false;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 11;
        plot.Layout.Fixed(new PixelPadding(NamesWidth, Margin, UnitHeight + Margin, TitleHeight));
        // The first contender on top.
        plot.Axes.SetLimits(0, Math.Max(1e-9, values.Max(bar => bar.Value)) * RoomForValue, 0.5 - values.Length, 0.5);
    }

    public string Draw()
    {
        int height = (int)(TitleHeight + UnitHeight + Margin) + (_mostBars * BarHeight);
        return SvgFile.Draw(_plots, Math.Clamp(_plots.Count, 1, Columns), Width, height);
    }

    private void Fill(Plot plot, (Contender Contender, double Value)[] values)
    {
        BarPlot bars = plot.Add.Bars(values.Select((bar, i) => new Bar
        {
            Position = -i, Value = bar.Value, Size = BarThickness, LineWidth = 0, FillColor = Color.FromHex(bar.Contender.Color),
            Label = bar.Value.ToString(format, CultureInfo.InvariantCulture),
        }).ToArray());
        bars.Horizontal = true;
        plot.Axes.Left.TickGenerator = new NumericManual([.. values.Select((bar, i) => new Tick(-i, bar.Contender.Title))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
    }
}
