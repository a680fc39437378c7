using System.Globalization;
using System.Text.Json;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>Runs Peers/load against a server.</summary>
internal sealed class LoadProgram(string file)
{
    /// <summary>Loads the server for some time.</summary>
    public async Task<LoadResult> RunAsync(Server server, Shape shape, double warmup, double seconds, CancellationToken cancel)
    {
        using var load = new ChildProcess(
            file, [Text(server.Port), .. shape.Arguments, "--warmup", Text(warmup), "--seconds", Text(seconds), "--server", Text(server.ProcessId)]);
        return Parse(await load.ReadLineAsync(cancel), server, shape);
    }

    /// <summary>Opens connections that echo once, does something, and closes them.</summary>
    public async Task HoldAsync(Server server, Shape shape, Func<Task> meanwhile, CancellationToken cancel)
    {
        using var load = new ChildProcess(file, [Text(server.Port), .. shape.Arguments]);
        if (await load.ReadLineAsync(cancel) != "holding") throw Failed(server, shape);
        await meanwhile();
        load.EndInput();
        LoadResult result = Parse(await load.ReadLineAsync(cancel), server, shape);
        if (result.Errors + result.BadBytes > 0) throw Failed(server, shape);
    }

    private static LoadResult Parse(string? line, Server server, Shape shape) =>
        line is null ? throw Failed(server, shape) : JsonSerializer.Deserialize<LoadResult>(line)!;

    private static InvalidOperationException Failed(Server server, Shape shape) =>
        new($"the load program failed with {shape.Name} against {server.Contender.Name}");

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
