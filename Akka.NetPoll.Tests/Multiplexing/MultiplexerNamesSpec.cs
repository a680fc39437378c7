using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed class MultiplexerNamesSpec
{
    [SkippableTheory]
    [InlineData("auto", typeof(EpollMultiplexer))]
    [InlineData("epoll", typeof(EpollMultiplexer))]
    [InlineData("poll", typeof(PollMultiplexer))]
    [InlineData("io_uring", typeof(IoUringMultiplexer))]
    public void A_name_chooses_its_backend(string setting, Type backend)
    {
        Backend.Usable(setting);

        using IMultiplexer multiplexer = Multiplexer.Create(setting);

        multiplexer.Should().BeOfType(backend);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_there_are()
    {
        Action create = () => Multiplexer.Create("kqueues");

        create.Should().Throw<ArgumentException>().WithMessage("*\"kqueues\"*auto, epoll, poll, io_uring*");
    }

    [Theory]
    [InlineData(-1, -1)]
    [InlineData(0, 0)]
    [InlineData(1, 1)] // One tick of 100 ns.
    [InlineData(9_999, 1)]
    [InlineData(10_000, 1)]
    [InlineData(299_999, 29)] // Go's trace: 30 ms are 29, then 1.
    [InlineData(long.MaxValue, 1_000_000_000)]
    public void A_timeout_is_truncated_but_never_to_nothing(long ticks, int milliseconds) =>
        PollTimeout.Milliseconds(TimeSpan.FromTicks(ticks)).Should().Be(milliseconds);
}
