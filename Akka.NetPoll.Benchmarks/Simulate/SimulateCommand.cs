using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Akka.NetPoll.Benchmarks.Simulate;

/// <summary><c>simulate</c>: compares rules for waking followers on numbers of cores that are not at hand.</summary>
internal static class SimulateCommand
{
    private const double SmallestTime = 0.001;
    private static readonly int[] CoreCounts = [1, 2, 4, 8, 16, 32];

    private static readonly Option<double> Load = Number("--load", "SHARE", "What arrives, of what all cores could handle", 0.6, SmallestTime);
    private static readonly Option<double> Service = Number("--service", "US", "Handling a message, on average", 5.0, SmallestTime);
    private static readonly Option<double> WakeCost = Number("--wake-cost", "US", "Waking another, for the worker that does", 3.0);
    private static readonly Option<double> WakeDelay = Number("--wake-delay", "US", "Until the woken one runs", 20.0);
    private static readonly Option<double> PollCost = Number("--poll-cost", "US", "A poll", 1.0);
    private static readonly Option<double> StolenCost = Number("--stolen-cost", "US", "What a stolen message takes longer", 0.5);
    private static readonly Option<int> Messages = Number("--messages", "N", "Messages that arrive", 200_000, 1);
    private static readonly Option<int> Seed = Number("--seed", "N", "Of what is random", 1);

    private static readonly Option<int> Cores = new Option<int>("--cores")
    {
        HelpName = "N", Description = $"Only so many, instead of {string.Join(", ", CoreCounts)}",
    }.AtLeast(1);

    public static Command Create()
    {
        var command = new Command("simulate", "Rules for waking a second worker, on 1 to 32 cores; exact, and the same on any machine")
        {
            Load, Service, WakeCost, WakeDelay, PollCost, StolenCost, Messages, Seed, Cores,
        };
        command.SetAction(Run);
        return command;
    }

    private static Option<T> Number<T>(string name, string unit, string description, T otherwise, T? least = default)
        where T : struct, System.Numerics.INumber<T> =>
        new Option<T>(name) { HelpName = unit, Description = description, DefaultValueFactory = _ => otherwise }.AtLeast(least ?? T.Zero);

    private static void Run(ParseResult asked)
    {
        var settings = new SimulationSettings
        {
            Load = asked.GetValue(Load), Service = asked.GetValue(Service), WakeCost = asked.GetValue(WakeCost),
            WakeDelay = asked.GetValue(WakeDelay), PollCost = asked.GetValue(PollCost), StolenCost = asked.GetValue(StolenCost),
            Messages = asked.GetValue(Messages), Seed = asked.GetValue(Seed),
        };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"load {settings.Load} of all cores, {settings.Service} us a message\n"));
        var table = new ResultTable("cores", "rule", "messages/s", "p50 us", "p99 us", "wakes/1000", "busy cores");
        foreach (int cores in asked.GetValue(Cores) is > 0 and int only ? [only] : CoreCounts)
        {
            foreach (FollowRule rule in FollowRule.All) table.Add(Row(cores, rule, new Simulation(settings with { Cores = cores }, rule).Run()));
        }

        table.Write(AnsiConsole.Console);
    }

    private static string[] Row(int cores, FollowRule rule, SimulationResult result) =>
    [
        $"{cores}", rule.Name, Text(result.PerSecond, "#,0"), Text(result.P50, "0.0"), Text(result.P99, "0.0"), Text(result.Wakes, "0.0"), Text(result.Busy, "0.0"),
    ];

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
