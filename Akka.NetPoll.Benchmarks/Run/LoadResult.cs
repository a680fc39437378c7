using System.Text.Json.Serialization;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The line that Peers/load prints. Times of round trips are in microseconds.</summary>
internal sealed record LoadResult
{
    [JsonPropertyName("messages")] public long Messages { get; init; }

    [JsonPropertyName("seconds")] public double Seconds { get; init; }

    [JsonPropertyName("serverCpu")] public double ServerCpuSeconds { get; init; }

    [JsonPropertyName("p50")] public double P50 { get; init; }

    [JsonPropertyName("p99")] public double P99 { get; init; }

    [JsonPropertyName("p999")] public double P999 { get; init; }

    [JsonPropertyName("max")] public double Max { get; init; }

    [JsonPropertyName("errors")] public long Errors { get; init; }

    [JsonPropertyName("badBytes")] public long BadBytes { get; init; }

    /// <summary>Instead of the line when there was none, or none in time.</summary>
    public static LoadResult Failed { get; } = new() { Seconds = 1, Errors = 1 };

    public double PerSecond => Messages / Seconds;

    /// <summary>The server's CPU time for each message, in microseconds.</summary>
    public double CpuPerMessage => Messages == 0 ? 0 : ServerCpuSeconds * 1e6 / Messages;
}
