using System.Buffers;
using Akka.NetPoll.Framing;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Framing;

/// <summary>The limits at their edges, and the very bytes that are written.</summary>
public sealed class FramingLimitsSpec
{
    [Fact]
    public void A_prefix_may_allow_nothing_but_empty_frames()
    {
        var framing = new LengthPrefixFraming(1, 0);
        var data = new ReadOnlySequence<byte>([0, 1]);

        framing.TryRead(ref data, out ReadOnlySequence<byte> frame).Should().BeTrue();
        frame.IsEmpty.Should().BeTrue();
        framing.Read(ref data, out _).Should().Be(FrameStatus.TooLong);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_that_lets_no_line_through_is_refused(int limit) =>
        FluentActions.Invoking(() => new LineFraming(limit)).Should().Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData(false, "line\n")]
    [InlineData(true, "line\r\n")]
    public void A_written_line_ends_as_its_protocol_wants(bool crLf, string expected)
    {
        var framing = new LineFraming(4) { WritesCrLf = crLf };

        framing.Encode("line"u8).ToArray().Should().Equal(System.Text.Encoding.ASCII.GetBytes(expected));
    }
}
