using System.Runtime.CompilerServices;
using Akka.NetPoll.Multiplexing;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed class PollMultiplexerSpec() : MultiplexerSpec(new PollMultiplexer())
{
    [Fact]
    public void An_entry_is_as_large_as_the_systems() => Unsafe.SizeOf<PollCalls.Entry>().Should().Be(8);
}

/// <summary>As on a system that has no eventfd.</summary>
public sealed class PollMultiplexerOverPipeSpec() : MultiplexerSpec(new PollMultiplexer(new PipeWaker(), hasReadHangUp: true));

/// <summary>As on a system that does not tell the peer's half-close apart, and has no eventfd either: macOS, or a BSD.</summary>
public sealed class PollMultiplexerWithoutReadHangUpSpec() : MultiplexerSpec(new PollMultiplexer(new PipeWaker(), hasReadHangUp: false));
