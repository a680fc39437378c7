namespace Akka.NetPoll.Benchmarks;

/// <summary>The command line is not one we understand; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
