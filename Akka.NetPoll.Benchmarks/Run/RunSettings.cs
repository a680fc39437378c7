namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>What <c>run</c> was asked for.</summary>
internal sealed record RunSettings
{
    public required int Rounds { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Before each measurement.</summary>
    public required double Warmup { get; init; }

    /// <summary>Before a server's first measurement; for the compiler.</summary>
    public required double FirstWarmup { get; init; }

    /// <summary>Where the Markdown and the charts go; null for nowhere.</summary>
    public string? Folder { get; init; }

    /// <summary>Settings for the servers in this program.</summary>
    public required string Hocon { get; init; }

    /// <summary>Microseconds of computing for each message; servers that do not compute are then left out.</summary>
    public int Burn { get; init; }

    /// <summary>A file with the certificate of servers that speak TLS.</summary>
    public string Certificate { get; } = Path.Combine(AppContext.BaseDirectory, "Peers", "bin", "certificate.pem");

    public required Shape[] Shapes { get; init; }

    public required Contender[] Contenders { get; init; }
}
