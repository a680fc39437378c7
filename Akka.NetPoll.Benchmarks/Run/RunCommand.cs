using System.Runtime.InteropServices;
using Akka.NetPoll.Benchmarks.Charts;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary><c>run</c>: measures servers against each other.</summary>
internal static class RunCommand
{
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(Options options)
    {
        var peers = new NativePeers();
        var settings = new RunSettings(options, Contenders.All(peers));
        if (!File.Exists(peers.Load)) throw new UsageException($"there is no load program: {peers.CMissing}");
        settings = WithoutMissing(settings, peers);
        Serve.Certificate.Write(settings.Certificate);

        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = StopOn(PosixSignal.SIGINT, stop), terminate = StopOn(PosixSignal.SIGTERM, stop);
        try
        {
            Results results = await new Measurement(settings, new LoadProgram(peers.Load, peers.LoadTls), stop.Token).RunAsync();
            string report = $"{Machine.Describe(settings)}\n{Report.Write(results)}";
            Console.Write(report);
            if (settings.Folder is not null) Save(settings.Folder, report, results);
            return results.HasFailures ? 1 : 0;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    // What cannot be measured here is left out, with a word.
    private static RunSettings WithoutMissing(RunSettings settings, NativePeers peers)
    {
        bool loadsTls = peers.TlsMissing is null;
        if (!loadsTls && settings.Shapes.Any(shape => shape.IsTls)) Console.Error.WriteLine($"without TLS: {peers.TlsMissing}");
        foreach (Contender contender in settings.Contenders)
        {
            if (Missing(contender) is { } why) Console.Error.WriteLine($"without {contender.Name}: {why}");
        }

        return settings with
        {
            Shapes = [.. settings.Shapes.Where(shape => loadsTls || !shape.IsTls)],
            Contenders = [.. settings.Contenders.Where(contender => Missing(contender) is null)],
        };

        string? Missing(Contender contender) => contender.Missing ?? (settings.Burn > 0 && !contender.CanBurn ? "it does not compute" : null);
    }

    private static void Save(string folder, string report, Results results)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.md"), report);
        foreach ((string name, string svg) in ResultCharts.Draw(results)) File.WriteAllText(Path.Combine(folder, $"{name}.svg"), svg);
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
}
