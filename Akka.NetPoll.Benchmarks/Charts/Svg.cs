using System.Globalization;
using System.Net;
using System.Text;

namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>An SVG file that is written from top to bottom. It has no background: its greys are readable on light and on dark.</summary>
internal sealed class Svg
{
    private const string Style = """
          <style>
            text { font: 13px system-ui, sans-serif; fill: #24292f }
            .title { font-size: 16px; font-weight: 600 }
            .quiet { fill: #57606a }
            .grid { stroke: #8888; stroke-width: 0.5 }
            @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .quiet { fill: #9aa4af } }
          </style>

        """;

    private readonly StringBuilder _text = new();

    public Svg(int width, int height, string title)
    {
        Append($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">""");
        Append($"  <title>{WebUtility.HtmlEncode(title)}</title>");
        _text.Append(Style);
        Text(10, 24, title, "title");
    }

    public void Text(double x, double y, string text, string style = "", string anchor = "start") =>
        Append($"""  <text x="{x:0.#}" y="{y:0.#}" class="{style}" text-anchor="{anchor}">{WebUtility.HtmlEncode(text)}</text>""");

    public void Bar(double x, double y, double width, double height, string color) =>
        Append($"""  <rect x="{x:0.#}" y="{y:0.#}" width="{Math.Max(1, width):0.#}" height="{height:0.#}" rx="2" fill="{color}"/>""");

    public void Grid(double x1, double y1, double x2, double y2) =>
        Append($"""  <line x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}" class="grid"/>""");

    public void Line(IEnumerable<(double X, double Y)> points, string color) => Append(
        $"""  <polyline points="{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")))}" fill="none" stroke="{color}" stroke-width="2"/>""");

    public void Dot(double x, double y, string color) => Append($"""  <circle cx="{x:0.#}" cy="{y:0.#}" r="3" fill="{color}"/>""");

    public override string ToString() => $"{_text}</svg>\n";

    private void Append(FormattableString line) => _text.Append(FormattableString.Invariant(line)).Append('\n');
}
