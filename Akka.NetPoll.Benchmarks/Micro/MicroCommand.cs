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
    private const string Quick = "--quick";

    public static int Run(string[] options)
    {
        bool quick = options.Contains(Quick);
        string[] rest = [.. options.Where(option => option != Quick)];
        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(rest.Contains("--filter") ? rest : [.. rest, "--filter", "*"], Configure(quick));
        return 0;
    }

    // In this process: BenchmarkDotNet 0.14 does not know how to build a program for .NET 10.
    private static ManualConfig Configure(bool quick) => ManualConfig.CreateEmpty()
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default)
        .AddExporter([.. DefaultConfig.Instance.GetExporters()])
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(quick ? 1 : 4)
            .WithIterationCount(quick ? 3 : 12)
            .WithIterationTime(TimeInterval.FromMilliseconds(quick ? 20 : 250)));
}
