using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Akka.Actor;
using Microsoft.AspNetCore.Builder;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>Where, when and how it was measured, and what.</summary>
internal static class Machine
{
    public static string Describe(RunSettings settings)
    {
        string hocon = settings.Hocon.Trim().Length > 0 ? $" Settings of all managed servers: `{settings.Hocon.Trim().ReplaceLineEndings(", ")}`." : "";
        string burn = settings.Burn > 0 ? $" Every message costs about {settings.Burn} us of computing." : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC; {Environment.ProcessorCount} cores ({Processor()}), Linux {Kernel()}, {RuntimeInformation.OSDescription}, load average at the end {LoadAverage()}.
            {string.Join(", ", Versions())}.
            {settings.Rounds} interleaved rounds of {settings.Seconds} s after {settings.Warmup} s of warming up; medians. Ratios are of throughput, to C epoll with one thread, with TLS to Go; the range is that of single rounds.{hocon}{burn}

            """);
    }

    // Akka.IO is a part of Akka.
    private static string[] Versions() =>
    [
        RuntimeInformation.FrameworkDescription, $"Akka.NetPoll {VersionOf(typeof(NetPollSettings))}", $"Akka and Akka.IO {VersionOf(typeof(ActorSystem))}",
        $"Kestrel {VersionOf(typeof(WebApplication))}", FirstLineOf("go", "version"), FirstLineOf("gcc", "--version"),
        FirstLineOf("openssl", "version").Split(" (")[0],
    ];

    // Without the commit that may follow.
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string FirstLineOf(string program, string argument)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true })!;
            string line = process.StandardOutput.ReadToEnd().Split('\n')[0];
            process.WaitForExit();
            return line;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"no {program}";
        }
    }

    private static string Processor()
    {
        const string Name = "model name";
        string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }

    // Without the name of the build that may follow.
    private static string Kernel() => File.ReadAllText("/proc/sys/kernel/osrelease").Trim().Split('-')[0];

    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
