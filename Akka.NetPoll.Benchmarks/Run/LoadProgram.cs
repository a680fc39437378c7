using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>Runs Peers/load against a server.</summary>
/// <remarks>A server that answers nothing, or no more, is a failed measurement and not the end of the run.</remarks>
internal sealed class LoadProgram(IAnsiConsole notes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Loads the server for some time.</summary>
    public async Task<LoadResult> RunAsync(Server server, Shape shape, double warmup, double seconds, CancellationToken cancel)
    {
        using var load = new ChildProcess(
            shape.IsTls ? NativePeers.LoadTls : NativePeers.Load,
            [Text(server.Port), .. shape.Arguments, "--warmup", Text(warmup), "--seconds", Text(seconds), "--server", Text(server.ProcessId)]);
        return Parse(await ReadAsync(load, TimeSpan.FromSeconds(warmup + seconds) + Patience, cancel), server, shape);
    }

    /// <summary>Opens connections that echo once, does something, and closes them.</summary>
    public async Task<LoadResult> HoldAsync(Server server, Shape shape, Func<Task> meanwhile, CancellationToken cancel)
    {
        using var load = new ChildProcess(NativePeers.Load, [Text(server.Port), .. shape.Arguments]);
        if (await ReadAsync(load, Patience, cancel) != "holding") return Parse(null, server, shape);
        await meanwhile();
        load.EndInput();
        return Parse(await ReadAsync(load, Patience, cancel), server, shape);
    }

    private static async Task<string?> ReadAsync(ChildProcess load, TimeSpan limit, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(limit);
        try
        {
            return await load.ReadLineAsync(late.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private LoadResult Parse(string? line, Server server, Shape shape)
    {
        if (line is not null) return JsonSerializer.Deserialize<LoadResult>(line)!;
        notes.WriteLine($"the load program failed with {shape.Name} against {server.Contender.Name}");
        return LoadResult.Failed;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
