using System.Globalization;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>Starts the servers, loads them in turns, and collects what they show.</summary>
/// <remarks>
/// The rounds are interleaved, and every round begins with another server, so that what the machine does beside falls on all
/// alike. Servers that are not being loaded are idle, but run.
/// </remarks>
internal sealed class Measurement(RunSettings settings, LoadProgram load, RunProgress progress, CancellationToken cancel)
{
    private const int SmallBuffer = 4096;
    private static readonly Shape WarmupShape = new("warmup", "") { Connections = 64, InFlight = 4 };

    private readonly Results _results = new(settings.Contenders);

    public async Task<Results> RunAsync()
    {
        progress.Count = settings.Shapes.Sum(shape => Competing(shape).Count() * (shape.IsMemory ? 1 : settings.Rounds));
        foreach (var shapes in settings.Shapes.Where(shape => !shape.IsMemory).GroupBy(shape => (shape.Discards, shape.IsTls)))
        {
            string[] options = shapes.Key switch
            {
                (Discards: true, _) => ["--discard"],
                (_, IsTls: true) => ["--tls", settings.Certificate],
                _ => [],
            };
            await MeasureAsync([.. shapes], options);
        }

        foreach (Shape shape in settings.Shapes.Where(shape => shape.IsMemory))
        {
            foreach (Contender contender in settings.Contenders)
            {
                _results.Memory[contender] = await progress.StepAsync($"{shape.Name}: {contender.Name}", () => MeasureMemoryAsync(shape, contender));
            }
        }

        return _results;
    }

    private async Task MeasureAsync(Shape[] shapes, string[] options)
    {
        var servers = new List<Server>();
        try
        {
            foreach (Contender contender in Competing(shapes[0])) servers.Add(await StartAsync(contender, options));
            Shape warmup = shapes[0].Discards ? shapes[0] : WarmupShape with { IsTls = shapes[0].IsTls };
            foreach (Server server in servers) await load.RunAsync(server, warmup, 0, settings.FirstWarmup, cancel);
            foreach (Shape shape in shapes) await MeasureAsync(shape, servers);
        }
        finally
        {
            foreach (Server server in servers) server.Dispose();
        }
    }

    private async Task MeasureAsync(Shape shape, List<Server> servers)
    {
        for (int round = 0; round < settings.Rounds; round++)
        {
            for (int turn = 0; turn < servers.Count; turn++)
            {
                Server server = servers[(round + turn) % servers.Count];
                LoadResult result = await progress.StepAsync(
                    $"{shape.Name}, round {round + 1} of {settings.Rounds}: {server.Contender.Name}",
                    () => load.RunAsync(server, shape, settings.Warmup, settings.Seconds, cancel));
                _results.Add(shape, server.Contender, result);
            }
        }
    }

    private IEnumerable<Contender> Competing(Shape shape) => settings.Contenders.Where(contender => contender.HasTls || !shape.IsTls);

    // Before and after: both collected, so that what is left is what the connections hold.
    private async Task<MemoryFigures> MeasureMemoryAsync(Shape shape, Contender contender)
    {
        string[] options = contender.HasBuffer ? ["--buffer", SmallBuffer.ToString(CultureInfo.InvariantCulture)] : [];
        using Server server = await StartAsync(contender, options);
        await load.RunAsync(server, WarmupShape, 0, settings.FirstWarmup, cancel);
        long? managedBefore = await server.CollectAsync(cancel);
        long residentBefore = server.ResidentBytes;
        double? held = null, managedHeld = null;
        LoadResult result = await load.HoldAsync(server, shape, async () =>
        {
            long? managed = await server.CollectAsync(cancel) - managedBefore;
            double resident = server.ResidentBytes - residentBefore;
            (held, managedHeld) = (resident / shape.Connections, managed / (double)shape.Connections);
        }, cancel);
        return new MemoryFigures(held, managedHeld, result.Errors + result.BadBytes);
    }

    // A setting of the contender's own stands after those for all, and so wins.
    private Task<Server> StartAsync(Contender contender, string[] options)
    {
        string hocon = string.Join('\n', new[] { settings.Hocon, contender.Hocon }.Where(text => text.Length > 0));
        string[] burn = settings.Burn > 0 ? ["--burn", settings.Burn.ToString(CultureInfo.InvariantCulture)] : [];
        string[] all = contender.IsManaged && hocon.Length > 0 ? [.. options, .. burn, "--hocon", hocon] : [.. options, .. burn];
        return Server.StartAsync(contender, all, cancel);
    }
}
