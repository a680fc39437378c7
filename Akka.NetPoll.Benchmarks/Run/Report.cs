using System.Globalization;
using System.Text;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The results as tables, which are Markdown and as readable as text.</summary>
internal static class Report
{
    private static string[] Columns(Shape shape) =>
    [
        "server", "messages/s", shape.IsTls ? "to Go" : "to C epoll", "range", "p50 us", "p99 us", "p99.9 us", "CPU us/message", "failures",
    ];

    public static string Write(Results results)
    {
        var text = new StringBuilder();
        foreach (Shape shape in results.Shapes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"### {shape.Name}: {shape.Title}").AppendLine();
            AppendTable(text, [Columns(shape), .. results.Contenders.Select(contender => Row(results, shape, contender)).OfType<string[]>()]);
        }

        if (results.Memory.Count > 0) AppendMemory(text, results);
        return text.ToString();
    }

    private static string[]? Row(Results results, Shape shape, Contender contender) => results.Find(shape, contender) is not { } figures
        ? null
        :
        [
            contender.Title, Text(figures.PerSecond, "#,0"), Text(results.Ratio(shape, contender), "0.00"), Range(results.Spread(shape, contender)), Time(figures.P50),
            Time(figures.P99), Time(figures.P999), Text(figures.Cpu, "0.00"), Text(figures.Failures, "0"),
        ];

    private static void AppendMemory(StringBuilder text, Results results)
    {
        text.AppendLine("### memory: KiB for each idle connection that has echoed once").AppendLine();
        AppendTable(text,
        [
            ["server", "resident", "managed", "failures"],
            .. from contender in results.Contenders
               where results.Memory.ContainsKey(contender)
               let memory = results.Memory[contender]
               select new[] { contender.Title, Text(memory.Resident / 1024, "0.0"), Text(memory.Managed / 1024, "0.0"), Text(memory.Failures, "0") },
        ]);
    }

    private static void AppendTable(StringBuilder text, List<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        for (int i = 0; i < rows.Count; i++)
        {
            text.AppendLine($"| {string.Join(" | ", rows[i].Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])))} |");
            if (i == 0) text.AppendLine($"|{string.Join("|", widths.Select((width, c) => new string('-', width + 1) + (c == 0 ? "-" : ":")))}|");
        }

        text.AppendLine();
    }

    // A shape without round trips has none to show.
    private static string Time(double microseconds) => microseconds > 0 ? Text(microseconds, "0.0") : "";

    private static string Range((double Least, double Most)? spread) =>
        spread is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Least:0.00}-{known.Most:0.00}") : "";

    private static string Text(IFormattable? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
