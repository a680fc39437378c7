using Spectre.Console;
using Spectre.Console.Rendering;

namespace Akka.NetPoll.Benchmarks;

/// <summary>A table of results: on a terminal that is wide enough with lines, else as Markdown.</summary>
internal sealed class ResultTable
{
    private const int AnyWidth = 1000;
    private readonly Table _table = new();

    /// <summary>A table with these columns, all but the first of them on the right.</summary>
    public ResultTable(params string[] columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            _table.AddColumn(new TableColumn(new Text(columns[i])) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        }
    }

    public void Add(params string[] cells) => _table.AddRow(cells.Select(cell => new Text(cell)));

    public void Write(IAnsiConsole console)
    {
        // Spectre would break numbers in two where they do not fit.
        int width = ((IRenderable)_table.RoundedBorder()).Measure(RenderOptions.Create(console), AnyWidth).Max;
        if (console.Profile.Out.IsTerminal && console.Profile.Width >= width) console.Write(_table);
        else console.Profile.Out.Writer.Write(ToMarkdown());
    }

    public string ToMarkdown()
    {
        using var text = new StringWriter();
        IAnsiConsole file = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        file.Profile.Width = AnyWidth;
        file.Write(_table.MarkdownBorder());
        // Spectre surrounds it with lines of spaces.
        return text.ToString().Trim() + "\n\n";
    }
}
