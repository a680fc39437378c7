namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>Bytes for each idle connection.</summary>
/// <param name="Resident">Of the process, kernel buffers excluded.</param>
/// <param name="Managed">Of the heap; null for native servers.</param>
/// <param name="Failures">Errors and bad bytes of the connections; should be zero.</param>
internal sealed record MemoryFigures(double? Resident, double? Managed, long Failures);
