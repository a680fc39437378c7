namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>A way to serve.</summary>
/// <param name="Name">On the command line.</param>
/// <param name="Title">For tables and charts.</param>
/// <param name="Color">In charts.</param>
/// <param name="Create">A new server.</param>
internal sealed record EchoStyle(string Name, string Title, string Color, Func<IEchoServer> Create)
{
    /// <summary>Whether each connection holds a buffer while it waits.</summary>
    public bool HasBuffer { get; init; }

    /// <summary>Whether it speaks TLS when it is asked to.</summary>
    public bool HasTls { get; init; } = true;

    /// <summary>Whether it computes for each message when it is asked to.</summary>
    public bool CanBurn { get; init; }
}
