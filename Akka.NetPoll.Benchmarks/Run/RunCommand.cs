using System.CommandLine;
using Akka.NetPoll.Benchmarks.Charts;
using Spectre.Console;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary><c>run</c>: measures servers against each other.</summary>
internal static class RunCommand
{
    private const int Interrupted = 130;

    public static Command Create()
    {
        var command = new Command("run", "Measures the styles and their peers against each other, and shows tables. "
            + "C peers and the load program need gcc, Go's needs go, TLS needs OpenSSL's headers (Debian: libssl-dev); what is missing is left out");
        foreach (Option option in RunOptions.All) command.Add(option);
        command.SetAction((asked, cancel) => RunAsync(RunOptions.Read(asked), cancel));
        return command;
    }

    private static async Task<int> RunAsync(RunSettings settings, CancellationToken cancel)
    {
        // Standard output is for the results.
        IAnsiConsole notes = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var peers = new NativePeers();
        if (peers.CMissing is not null)
        {
            notes.WriteLine($"there is no load program: {peers.CMissing}");
            return 1;
        }

        settings = WithoutMissing(settings, peers, notes);
        Serve.Certificate.Write(settings.Certificate);
        try
        {
            Results results = await RunProgress.ShowAsync(notes, progress => new Measurement(settings, new LoadProgram(notes), progress, cancel).RunAsync());
            string preface = Machine.Describe(settings);
            Console.WriteLine(preface);
            Report.Write(AnsiConsole.Console, results);
            if (settings.Folder is not null) Save(settings.Folder, $"{preface}\n{Report.ToMarkdown(results)}", results);
            return results.HasFailures ? 1 : 0;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (ServerException e)
        {
            notes.WriteLine(e.Message);
            return 1;
        }
    }

    // What cannot be measured here is left out, with a word.
    private static RunSettings WithoutMissing(RunSettings settings, NativePeers peers, IAnsiConsole notes)
    {
        bool loadsTls = peers.TlsMissing is null;
        if (!loadsTls && settings.Shapes.Any(shape => shape.IsTls)) notes.WriteLine($"without TLS: {peers.TlsMissing}");
        if (settings.Folder is not null && SvgFile.FontsMissing is { } noFont) notes.WriteLine($"without words in the charts: {noFont}");
        foreach (Contender contender in settings.Contenders)
        {
            if (Missing(contender) is { } why) notes.WriteLine($"without {contender.Name}: {why}");
        }

        return settings with
        {
            Shapes = [.. settings.Shapes.Where(shape => loadsTls || !shape.IsTls)],
            Contenders = [.. settings.Contenders.Where(contender => Missing(contender) is null)],
        };

        string? Missing(Contender contender) => contender.Missing(peers) ?? (settings.Burn > 0 && !contender.CanBurn ? "it does not compute" : null);
    }

    private static void Save(string folder, string report, Results results)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.md"), report);
        foreach ((string name, string svg) in ResultCharts.Draw(results)) File.WriteAllText(Path.Combine(folder, $"{name}.svg"), svg);
    }
}
