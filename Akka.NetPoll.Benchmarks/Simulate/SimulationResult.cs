namespace Akka.NetPoll.Benchmarks.Simulate;

/// <summary>What a simulation showed.</summary>
/// <param name="PerSecond">Messages handled.</param>
/// <param name="P50">From arrival to the end of handling, in microseconds.</param>
/// <param name="P99">As P50.</param>
/// <param name="Wakes">Of followers, for a thousand messages.</param>
/// <param name="Busy">Cores, on average.</param>
internal sealed record SimulationResult(double PerSecond, double P50, double P99, double Wakes, double Busy);
