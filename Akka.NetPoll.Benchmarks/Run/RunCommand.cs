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
        Contender[] contenders = [.. settings.Contenders.Where(contender => contender.Missing is null)];
        foreach (Contender contender in settings.Contenders.Except(contenders)) Console.Error.WriteLine($"without {contender.Name}: {contender.Missing}");

        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = StopOn(PosixSignal.SIGINT, stop), terminate = StopOn(PosixSignal.SIGTERM, stop);
        try
        {
            Results results = await new Measurement(settings, contenders, new LoadProgram(peers.Load), stop.Token).RunAsync();
            string report = Report.Write(results);
            Console.Write(report);
            if (settings.Folder is not null) Save(settings.Folder, report, results);
            return results.HasFailures ? 1 : 0;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
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
