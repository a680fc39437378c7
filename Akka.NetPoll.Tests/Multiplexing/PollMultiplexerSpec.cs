using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed class PollMultiplexerSpec() : MultiplexerSpec(new PollMultiplexer());

/// <summary>As on a system that has no eventfd.</summary>
public sealed class PollMultiplexerOverPipeSpec() : MultiplexerSpec(new PollMultiplexer(new PipeWaker()));
