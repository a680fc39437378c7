using System.Runtime.CompilerServices;
using Akka.NetPoll.Multiplexing;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed class IoUringMultiplexerSpec() : MultiplexerSpec(new IoUringMultiplexer())
{
    [Fact]
    public void The_structures_are_as_large_as_the_kernels() =>
        (Unsafe.SizeOf<IoUringParameters>(), Unsafe.SizeOf<IoUringSubmission>(), Unsafe.SizeOf<IoUringCompletion>(), Unsafe.SizeOf<IoUringWait>(),
            Unsafe.SizeOf<IoUringTime>()).Should().Be((120, 64, 16, 24, 16));
}

/// <summary>With rings so small that submissions wait and completions overflow.</summary>
public sealed unsafe class IoUringMultiplexerWithSmallRingsSpec() : MultiplexerSpec(new IoUringMultiplexer(IoUringCalls.Setup, 1, 1));
