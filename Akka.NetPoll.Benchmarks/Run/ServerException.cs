namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>A contender that should be measured does not run.</summary>
internal sealed class ServerException(string message) : Exception(message);
