using System.Diagnostics;
using System.Globalization;

namespace Akka.Embedded.Benchmarks;

/// <summary>Runs two builds of this program in turns, so that a noisy machine is equally unfair to both.</summary>
internal static class Comparison
{
    private static readonly string[] All = ["pingpong", "fanin", "create"];

    public static int Run(string first, string second, string[] options)
    {
        var rounds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 3;
        Console.WriteLine($"{"",-36}{Name(first),14}{Name(second),14}{"ratio",8}");
        foreach (var benchmark in options.Length > 1 ? options[1..] : All) Compare(benchmark, first, second, rounds);
        return 0;
    }

    private static void Compare(string benchmark, string first, string second, int rounds)
    {
        var (ours, theirs) = (new List<IReadOnlyDictionary<string, double>>(), new List<IReadOnlyDictionary<string, double>>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(Measure(first, benchmark));
            theirs.Add(Measure(second, benchmark));
        }
        foreach (var figure in ours[0].Keys)
        {
            var a = Figures.Median(ours.Select(f => f[figure]));
            var b = Figures.Median(theirs.Select(f => f[figure]));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{benchmark + " " + figure,-36}{Text(a),14}{Text(b),14}{a / b,8:F2}"));
        }
    }

    private static IReadOnlyDictionary<string, double> Measure(string dll, string benchmark)
    {
        var start = new ProcessStartInfo("dotnet", [dll, benchmark]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{dll} {benchmark} ended with {process.ExitCode}: {output}");
        return Figures.Parse(output);
    }

    private static string Text(double figure) => figure.ToString(figure < 1000 ? "N1" : "N0", CultureInfo.InvariantCulture);

    // artifacts/embedded/bin/... and artifacts/nuget/bin/... differ in this part of the path.
    private static string Name(string dll) =>
        Path.GetFullPath(dll).Split(Path.DirectorySeparatorChar).LastOrDefault(part => part is "embedded" or "nuget") ?? Path.GetFileName(dll);
}
