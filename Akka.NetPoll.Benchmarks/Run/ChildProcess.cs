using System.Diagnostics;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>A program of this project, which ends when its standard input does: also when the benchmark is killed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    public ChildProcess(string file, IEnumerable<string> arguments) => _process = Process.Start(
        new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    public int Id => _process.Id;

    /// <summary>The next line of standard output; null at its end.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancel) => await _process.StandardOutput.ReadLineAsync(cancel);

    /// <summary>Writes a line, and reads the answer.</summary>
    public async Task<string?> AskAsync(string line, CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(cancel);
        return await ReadLineAsync(cancel);
    }

    public void EndInput() => _process.StandardInput.Close();

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(Patience)) _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // It has ended already.
        }

        _process.Dispose();
    }
}
