namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The shapes there are.</summary>
internal static class Shapes
{
    /// <summary>Begins the names of the series that shows how throughput changes with the number of connections.</summary>
    public const string ScalePrefix = "scale-";

    public static readonly IReadOnlyList<Shape> All =
    [
        new("ping-pong", "1 connection, 1 in flight, 64 B"),
        new("echo-64", "64 connections, 1 in flight, 64 B") { Connections = 64 },
        new("echo-64x16", "64 connections, 16 in flight, 64 B") { Connections = 64, InFlight = 16 },
        new("echo-1000", "1000 connections, 1 in flight, 64 B") { Connections = 1000 },
        new("echo-1000x16", "1000 connections, 16 in flight, 64 B") { Connections = 1000, InFlight = 16 },
        new("echo-10000", "10,000 connections, 1 in flight, 64 B") { Connections = 10_000 },
        new("echo-64-1k", "64 connections, 1 in flight, 1 KiB") { Connections = 64, Size = 1024 },
        new("echo-64x16-1k", "64 connections, 16 in flight, 1 KiB") { Connections = 64, InFlight = 16, Size = 1024 },
        new("echo-64-16k", "64 connections, 1 in flight, 16 KiB") { Connections = 64, Size = 16 * 1024 },
        new("churn", "connect, echo 64 B, close; 64 at a time") { Mode = "churn", Connections = 64 },
        new("stream", "one-way stream of 64 KiB pieces, 4 connections") { Mode = "stream", Connections = 4, Size = 64 * 1024 },
        new("idle", "64 active of 10,064 connections, 1 in flight, 64 B") { Connections = 64, Idle = 10_000 },
        .. from connections in new[] { 10, 30, 100, 300, 1000, 3000, 10_000 }
           select new Shape($"{ScalePrefix}{connections}", $"{connections} connections, 1 in flight, 64 B") { Connections = connections },
        new("tls-64", "TLS, 64 connections, 1 in flight, 64 B") { Connections = 64, IsTls = true },
        new("tls-64-16k", "TLS, 64 connections, 1 in flight, 16 KiB") { Connections = 64, Size = 16 * 1024, IsTls = true },
        new("tls-churn", "TLS: connect, full handshake, echo 64 B, close; 64 at a time") { Mode = "churn", Connections = 64, IsTls = true },
        new("memory", "memory of an idle connection that has echoed once") { Mode = "hold", Connections = 10_000 },
    ];

    /// <summary>What a minute is enough for.</summary>
    public static readonly Shape[] Quick = [.. All.Where(shape => shape.Name is "ping-pong" or "echo-64" or "echo-64x16" or "echo-64-16k" or "churn")];
}
