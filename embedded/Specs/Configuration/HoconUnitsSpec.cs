using Akka.Configuration;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class HoconUnitsSpec
{
    private static readonly (string Name, long Ticks)[] Durations =
    [
        ("ns", 0), ("nanos", 0), ("micros", 10), ("microseconds", 10), ("ms", 10_000), ("milliseconds", 10_000),
        ("s", 10_000_000), ("seconds", 10_000_000), ("m", 600_000_000), ("minutes", 600_000_000),
        ("h", 36_000_000_000), ("hours", 36_000_000_000), ("d", 864_000_000_000), ("days", 864_000_000_000),
    ];

    [Theory]
    [InlineData("5 s", 5_000)]
    [InlineData("5s", 5_000)]
    [InlineData("1.5 seconds", 1_500)]
    [InlineData("1 second", 1_000)]
    [InlineData("250", 250)]
    [InlineData("250 millis", 250)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("0", 0)]
    [InlineData("2000 micros", 2)]
    [InlineData("3000000 ns", 3)]
    public void A_duration_is_a_number_and_a_unit(string text, double milliseconds)
    {
        Duration(text).Should().Be(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void Any_whole_number_of_any_unit_is_exact()
    {
        var units = Gen.Elements(Durations.Where(unit => unit.Ticks > 0)).ToArbitrary();
        var numbers = Gen.Choose(0, 100_000).ToArbitrary();

        Prop.ForAll(units, numbers, (unit, number) => Duration($"{number} {unit.Name}").Ticks == number * unit.Ticks)
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("infinite")]
    [InlineData("Infinite")]
    public void Infinite_is_the_infinite_timeout_where_it_is_allowed(string text)
    {
        var config = ConfigurationFactory.ParseString($"a = {text}");

        config.GetTimeSpan("a").Should().Be(Timeout.InfiniteTimeSpan);
        config.Invoking(c => c.GetTimeSpan("a", allowInfinite: false)).Should().Throw<FormatException>();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-1 s")]
    [InlineData("5 us")]
    [InlineData("5 weeks")]
    [InlineData("5 S")]
    [InlineData("s")]
    public void Other_durations_are_errors(string text)
    {
        var reading = () => Duration(text);

        reading.Should().Throw<FormatException>();
    }

    [Fact]
    public void A_missing_duration_is_the_default()
    {
        ConfigurationFactory.Empty.GetTimeSpan("a", TimeSpan.FromSeconds(1)).Should().Be(TimeSpan.FromSeconds(1));
        ConfigurationFactory.Empty.GetTimeSpan("a").Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("512b", 512)]
    [InlineData("7 bytes", 7)]
    [InlineData("1k", 1L << 10)]
    [InlineData("1 KiB", 1L << 10)]
    [InlineData("1kB", 1_000)]
    [InlineData("2m", 2L << 20)]
    [InlineData("2 MB", 2_000_000)]
    [InlineData("3 gibibytes", 3L << 30)]
    [InlineData("3 gigabytes", 3_000_000_000)]
    [InlineData("4T", 4L << 40)]
    [InlineData("1 PB", 1_000_000_000_000_000)]
    [InlineData("1Ei", 1L << 60)]
    public void A_size_is_a_whole_number_and_a_unit(string text, long bytes)
    {
        ConfigurationFactory.ParseString($"a = {text}").GetByteSize("a").Should().Be(bytes);
    }

    [Theory]
    [InlineData("1 KB")]
    [InlineData("1.5k")]
    [InlineData("1 parsec")]
    [InlineData("unlimited")]
    public void Other_sizes_are_errors(string text)
    {
        var reading = () => ConfigurationFactory.ParseString($"a = {text}").GetByteSize("a");

        reading.Should().Throw<FormatException>();
    }

    [Fact]
    public void A_missing_size_is_null_or_the_default()
    {
        ConfigurationFactory.Empty.GetByteSize("a").Should().BeNull();
        ConfigurationFactory.Empty.GetByteSize("a", 10).Should().Be(10);
    }

    private static TimeSpan Duration(string text) => ConfigurationFactory.ParseString($"a = {text}").GetTimeSpan("a");
}
