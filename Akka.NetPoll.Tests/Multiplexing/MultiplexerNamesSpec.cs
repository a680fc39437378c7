using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed class MultiplexerNamesSpec
{
    // By their names: to load a type of another system's can need what this one lacks.
    public static TheoryData<string, string> OfThisSystem => OperatingSystem.IsWindows()
        ? new() { { "auto", "AfdMultiplexer" }, { "afd", "AfdMultiplexer" } }
        : new() { { "auto", "EpollMultiplexer" }, { "epoll", "EpollMultiplexer" }, { "poll", "PollMultiplexer" }, { "io_uring", "IoUringMultiplexer" } };

    public static TheoryData<string, string> OfOthers => OperatingSystem.IsWindows()
        ? new() { { "epoll", "Linux" }, { "io_uring", "Linux" }, { "poll", "a Unix" }, { "kqueue", "macOS or FreeBSD" } }
        : new() { { "afd", "Windows" }, { "kqueue", "macOS or FreeBSD" } };

    [SkippableTheory]
    [MemberData(nameof(OfThisSystem))]
    public void A_name_chooses_its_backend(string setting, string backend)
    {
        Backend.Usable(setting);

        using IMultiplexer multiplexer = Multiplexer.Create(setting);

        multiplexer.GetType().Name.Should().Be(backend);
    }

    [Theory]
    [MemberData(nameof(OfOthers))]
    public void What_another_system_has_is_refused_with_the_name_of_that(string setting, string system)
    {
        Action create = () => Multiplexer.Create(setting);

        create.Should().Throw<PlatformNotSupportedException>().WithMessage($"*\"{setting}\"*needs {system}*\"auto\"*");
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_there_are()
    {
        Action create = () => Multiplexer.Create("kqueues");

        create.Should().Throw<ArgumentException>().WithMessage("*\"kqueues\"*auto, epoll, poll, io_uring, kqueue, afd*");
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
