using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed class EpollMultiplexerSpec() : MultiplexerSpec(new EpollMultiplexer());
