using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed class PollMultiplexerSpec() : MultiplexerSpec(new PollMultiplexer());
