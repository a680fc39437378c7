using System.Globalization;
using System.Runtime.InteropServices;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>Where, when and how it was measured.</summary>
internal static class Machine
{
    public static string Describe(RunSettings settings)
    {
        string hocon = settings.Hocon.Trim().Length > 0 ? $" Settings of all managed servers: `{settings.Hocon.Trim().ReplaceLineEndings(", ")}`." : "";
        string burn = settings.Burn > 0 ? $" Every message costs about {settings.Burn} us of computing." : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC; {Environment.ProcessorCount} cores ({Processor()}), {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load average at the end {LoadAverage()}.
            {settings.Rounds} interleaved rounds of {settings.Seconds} s after {settings.Warmup} s of warming up; medians. Ratios are of throughput, to C epoll with one thread, with TLS to Go; the range is that of single rounds.{hocon}{burn}

            """);
    }

    private static string Processor()
    {
        const string Name = "model name";
        string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }

    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
