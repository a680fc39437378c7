using System.Xml.Linq;
using ScottPlot;
using SkiaSharp;

namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>Plots beside and below each other, as SVG.</summary>
internal static class SvgFile
{
    private const string Fonts = "system-ui, sans-serif";

    /// <summary>Why charts have no words; null when they have.</summary>
    public static string? FontsMissing =>
        SKTypeface.Default.ContainsGlyph('A') ? null : "no font is installed (Debian: fonts-dejavu-core)";

    /// <summary>Draws plots of one size, row by row.</summary>
    public static string Draw(IReadOnlyList<Plot> plots, int columns, int width, int height)
    {
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(columns * width, (plots.Count + columns - 1) / columns * height), stream))
        {
            canvas.Clear(SKColors.White);
            for (int i = 0; i < plots.Count; i++)
            {
                int left = i % columns * width, top = i / columns * height;
                plots[i].RenderManager.ClearCanvasBeforeEachRender = false;
                plots[i].Render(canvas, new PixelRect(left, left + width, top + height, top));
            }
        }

        stream.Position = 0;
        var svg = XDocument.Load(stream);
        foreach (XElement text in svg.Descendants().Where(element => element.Name.LocalName == "text")) SetFreely(text);
        return $"{svg}\n";
    }

    // Skia gives every letter the place that it has in this machine's font, which the reader's machine may lack.
    private static void SetFreely(XElement text)
    {
        text.SetAttributeValue("font-family", Fonts);
        foreach (string position in new[] { "x", "y" })
        {
            if (text.Attribute(position) is { } places) places.Value = places.Value.Split(',')[0].Trim();
        }

        text.Value = text.Value.Trim();
    }
}
