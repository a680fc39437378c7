using System.Diagnostics;
using Xunit;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A real program that a spec talks to. The spec skips with a reason where the program is missing.</summary>
internal sealed class OutsideProgram : IDisposable
{
    private readonly Process _process;

    private OutsideProgram(Process process) => _process = process;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    public static OutsideProgram Start(string name, params string[] arguments)
    {
        SkipIfMissing(name);
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new OutsideProgram(process);
    }

    public static void SkipIfMissing(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip.IfNot(folders.Any(folder => File.Exists(Path.Combine(folder, name))), $"{name} is not installed");
    }

    /// <summary>Waits for the program to end by itself.</summary>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
