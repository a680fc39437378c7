namespace Akka.NetPoll.Benchmarks.Charts;

/// <summary>Bars that belong together.</summary>
internal sealed record BarGroup(string Title, IReadOnlyList<Bar> Bars);
