using System.Globalization;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>One way to load a server, in the terms of Peers/load.</summary>
/// <param name="Name">As <c>--shapes</c> has it.</param>
/// <param name="Title">For tables and charts.</param>
internal sealed record Shape(string Name, string Title)
{
    /// <summary>echo, churn, stream, or hold for the memory of idle connections.</summary>
    public string Mode { get; init; } = "echo";

    public int Connections { get; init; } = 1;

    public int InFlight { get; init; } = 1;

    public int Size { get; init; } = 64;

    /// <summary>Connections beside, on which nothing happens.</summary>
    public int Idle { get; init; }

    /// <summary>Whether over TLS.</summary>
    public bool IsTls { get; init; }

    /// <summary>The server that others are compared with; the C programs speak no TLS.</summary>
    public string Yardstick => IsTls ? Contenders.TlsYardstick : Contenders.Yardstick;

    /// <summary>Whether the server is to count instead of echoing.</summary>
    public bool Discards => Mode == "stream";

    /// <summary>Whether what is measured is memory; the server is then a fresh one.</summary>
    public bool IsMemory => Mode == "hold";

    /// <summary>The load program's arguments but for port, times and process.</summary>
    public IEnumerable<string> Arguments =>
    [
        Mode, "--connections", Text(Connections), "--in-flight", Text(InFlight), "--size", Text(Size), "--idle", Text(Idle),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
