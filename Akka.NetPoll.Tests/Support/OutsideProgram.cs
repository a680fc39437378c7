using System.Diagnostics;
using System.Text;
using Xunit;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A real program that a spec talks to. The spec skips with a reason where the program is missing.</summary>
internal sealed class OutsideProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private OutsideProgram(Process process) => _process = process;

    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>What it has written to standard error; all of it after <see cref="ExitAsync"/>.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    public static OutsideProgram Start(string name, params string[] arguments)
    {
        SkipIfMissing(name);
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var program = new OutsideProgram(Process.Start(start)!);
        program._process.ErrorDataReceived += program.KeepError;
        program._process.BeginErrorReadLine();
        program.Input.AutoFlush = true;
        return program;
    }

    public static void SkipIfMissing(string name)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip.IfNot(folders.Any(folder => File.Exists(Path.Combine(folder, name))), $"{name} is not installed");
    }

    /// <summary>Waits for the program to end by itself.</summary>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    /// <summary>Ends it at once: it runs no code of its own any more.</summary>
    public void Kill() => _process.Kill();

    private void KeepError(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_errors) _errors.AppendLine(line.Data);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
