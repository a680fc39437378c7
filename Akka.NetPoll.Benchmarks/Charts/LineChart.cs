using System.Globalization;

namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>Curves over a logarithmic axis, each named at its end.</summary>
internal static class LineChart
{
    private const int Width = 760, Height = 400, Left = 60, Right = 590, Top = 50, Bottom = 360, LabelStep = 16;

    public static string Draw(string title, string xTitle, IReadOnlyList<Curve> curves)
    {
        var svg = new Svg(Width, Height, title);
        (double X, double Y)[] all = [.. curves.SelectMany(curve => curve.Points)];
        double least = Math.Log10(all.Min(p => p.X)), most = Math.Log10(all.Max(p => p.X)), top = all.Max(p => p.Y) * 1.05;
        DrawAxes(svg, all, X, Y, xTitle, top);
        foreach (Curve curve in curves)
        {
            svg.Line(curve.Points.Select(p => (X(p.X), Y(p.Y))), curve.Color);
            foreach ((double x, double y) in curve.Points) svg.Dot(X(x), Y(y), curve.Color);
        }

        NameCurves(svg, curves, Y);
        return svg.ToString();

        double X(double value) => Left + ((Right - Left) * (Math.Log10(value) - least) / Math.Max(0.001, most - least));
        double Y(double value) => Bottom - ((Bottom - Top) * value / top);
    }

    private static void DrawAxes(
        Svg svg, (double X, double Y)[] points, Func<double, double> x, Func<double, double> y, string xTitle, double top)
    {
        double step = Math.Pow(10, Math.Floor(Math.Log10(top)));
        if (top / step < 3) step /= 2;
        for (double value = 0; value <= top; value += step)
        {
            svg.Grid(Left, y(value), Right, y(value));
            svg.Text(Left - 6, y(value) + 4, value >= 1000 ? $"{value / 1000:0.#}k" : value.ToString("0", CultureInfo.InvariantCulture), "quiet", "end");
        }

        foreach (double value in points.Select(p => p.X).Distinct())
        {
            svg.Text(x(value), Bottom + 18, value.ToString("#,0", CultureInfo.InvariantCulture), "quiet", "middle");
        }

        svg.Text((Left + Right) / 2.0, Bottom + 36, xTitle, "quiet", "middle");
    }

    // From the highest end down, each at least a line below the one before.
    private static void NameCurves(Svg svg, IReadOnlyList<Curve> curves, Func<double, double> y)
    {
        double last = double.NegativeInfinity;
        foreach (Curve curve in curves.OrderBy(curve => y(curve.Points[^1].Y)))
        {
            last = Math.Max(last + LabelStep, y(curve.Points[^1].Y) + 4);
            svg.Bar(Right + 12, last - 9, 10, 10, curve.Color);
            svg.Text(Right + 27, last, curve.Name);
        }
    }
}
