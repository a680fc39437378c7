namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>One line of a <see cref="LineChart"/>.</summary>
internal sealed record Curve(string Name, string Color, IReadOnlyList<(double X, double Y)> Points);
