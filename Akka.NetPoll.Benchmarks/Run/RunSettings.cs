namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>What <c>run</c> was asked for.</summary>
internal sealed record RunSettings
{
    public RunSettings(Options options, IReadOnlyList<Contender> all)
    {
        bool quick = options.Flag("--quick");
        Rounds = Math.Max(1, options.Count("--rounds", quick ? 1 : 5));
        Seconds = options.Number("--seconds", quick ? 1 : 3);
        Warmup = options.Number("--warmup", quick ? 0.2 : 0.5);
        FirstWarmup = quick ? 1 : 4;
        Folder = options.Text("--out");
        Hocon = options.Text("--hocon") ?? "";
        Shapes = Run.Shapes.Named(options.List("--shapes") ?? (quick ? Run.Shapes.Quick : ["*"]));
        Burn = options.Count("--burn", 0);
        Contender[] further = [.. Run.Contenders.Variants(options.Text("--variants") ?? ""), .. Run.Contenders.Others(options.Text("--also") ?? "")];
        Contenders = [.. Run.Contenders.Named(all, options.List("--servers") ?? [.. all.Select(c => c.Name)]), .. further];
        if (options.Text("--workers") is { } workers) Hocon += $"\nakka.netpoll.workers.count = {workers}";
        options.End();
    }

    public int Rounds { get; }

    public double Seconds { get; }

    /// <summary>Before each measurement.</summary>
    public double Warmup { get; }

    /// <summary>Before a server's first measurement; for the compiler.</summary>
    public double FirstWarmup { get; }

    /// <summary>Where the Markdown and the charts go; null for nowhere.</summary>
    public string? Folder { get; }

    /// <summary>Settings for the servers in this program.</summary>
    public string Hocon { get; }

    /// <summary>Microseconds of computing for each message; servers that do not compute are then left out.</summary>
    public int Burn { get; }

    /// <summary>A file with the certificate of servers that speak TLS.</summary>
    public string Certificate { get; } = Path.Combine(AppContext.BaseDirectory, "Peers", "bin", "certificate.pem");

    public Shape[] Shapes { get; init; }

    public Contender[] Contenders { get; init; }
}
