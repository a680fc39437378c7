namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>One value.</summary>
internal sealed record Bar(string Name, string Color, double Value);
