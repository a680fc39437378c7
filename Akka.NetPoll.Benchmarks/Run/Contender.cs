namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>A server that can be measured.</summary>
/// <param name="Name">As <c>--servers</c> has it.</param>
/// <param name="Title">For tables and charts.</param>
/// <param name="Color">In charts.</param>
/// <param name="File">The program.</param>
/// <param name="Arguments">What makes it this server.</param>
internal sealed record Contender(string Name, string Title, string Color, string File, params string[] Arguments)
{
    /// <summary>Whether it tells its managed memory when asked.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Whether it has an option for the buffer that each connection holds.</summary>
    public bool HasBuffer { get; init; }

    /// <summary>Whether it speaks TLS when it is given a certificate.</summary>
    public bool HasTls { get; init; }

    /// <summary>Whether it computes something for each message when asked.</summary>
    public bool CanBurn { get; init; }

    /// <summary>Settings of its own; the first to be looked at.</summary>
    public string Hocon { get; init; } = "";

    /// <summary>Why it cannot be measured here; null when it can.</summary>
    public Func<NativePeers, string?> Missing { get; init; } = _ => null;
}
