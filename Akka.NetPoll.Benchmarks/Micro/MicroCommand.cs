using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Akka.NetPoll.Benchmarks.Micro;

/// <summary><c>micro</c>: the parts by themselves, with BenchmarkDotNet and its options, such as <c>--filter *Framing*</c>.</summary>
/// <remarks>
/// The iterations are counted beforehand: BenchmarkDotNet would go on, a hundred times, until they agree, which they never do
/// on a machine with other work.
/// </remarks>
internal static class MicroCommand
{
    private static readonly Option<bool> Quick = new("--quick") { Description = "A glance instead of a measurement" };

    public static Command Create()
    {
        var command = new Command("micro", "The parts by themselves; further options are BenchmarkDotNet's, such as --filter *Framing*")
        {
            Quick,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult asked)
    {
        string[] rest = [.. asked.UnmatchedTokens];
        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly)
            .Run(rest.Contains("--filter") ? rest : [.. rest, "--filter", "*"], Configure(asked.GetValue(Quick)));
    }

    // In this process: a program built for each benchmark would take longer than what it measures.
    private static ManualConfig Configure(bool quick) => ManualConfig.CreateEmpty()
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default)
        .AddExporter([.. DefaultConfig.Instance.GetExporters()])
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(quick ? 1 : 4)
            .WithIterationCount(quick ? 3 : 12)
            .WithIterationTime(TimeInterval.FromMilliseconds(quick ? 20 : 250)));
}
