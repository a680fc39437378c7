using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Akka.NetPoll.Benchmarks.Micro;

/// <summary><c>micro</c>: the parts by themselves, with BenchmarkDotNet and its options, such as <c>--filter *Framing*</c>.</summary>
internal static class MicroCommand
{
    public static int Run(string[] options)
    {
        // In this process: BenchmarkDotNet 0.14 does not know how to build a program for .NET 10.
        IConfig config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsDefault());
        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(options.Length > 0 ? options : ["--filter", "*"], config);
        return 0;
    }
}
