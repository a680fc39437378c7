using System.Globalization;

namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>Horizontal bars in groups, each with its name and its value.</summary>
internal static class BarChart
{
    private const int Width = 760, NameWidth = 170, ValueWidth = 70, BarHeight = 16, Step = 20, GroupGap = 38, Top = 40;

    /// <summary>Draws a chart; each group has a scale of its own, from zero, as times of different shapes are far apart.</summary>
    public static string Draw(string title, string format, IReadOnlyList<BarGroup> groups)
    {
        int height = Top + groups.Sum(group => GroupGap + (group.Bars.Count * Step));
        var svg = new Svg(Width, height, title);
        double y = Top;
        foreach (BarGroup group in groups)
        {
            y += GroupGap - Step;
            double largest = group.Bars.Max(bar => bar.Value);
            svg.Text(10, y, group.Title, "quiet");
            y += Step / 2.0;
            foreach (Bar bar in group.Bars)
            {
                double width = (Width - NameWidth - ValueWidth) * bar.Value / Math.Max(1e-9, largest);
                svg.Text(NameWidth - 8, y + BarHeight - 4, bar.Name, anchor: "end");
                svg.Bar(NameWidth, y, width, BarHeight, bar.Color);
                svg.Text(NameWidth + width + 6, y + BarHeight - 4, bar.Value.ToString(format, CultureInfo.InvariantCulture));
                y += Step;
            }

            y += Step / 2.0;
        }

        return svg.ToString();
    }
}
