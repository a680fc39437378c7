using Akka.Actor;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.TestKit;

public sealed class DilatedSpec() : KitSpec(
    "akka.test { timefactor = 2, single-expect-default = 50ms, default-timeout = 7s, filter-leeway = 8s }")
{
    [Fact]
    public void Times_are_multiplied_by_the_factor()
    {
        Dilated(TimeSpan.FromSeconds(3)).Should().Be(TimeSpan.FromSeconds(6));
        RemainingOrDilated(TimeSpan.FromSeconds(3)).Should().Be(TimeSpan.FromSeconds(6));
        RemainingOrDilated(null).Should().Be(Short * 2);
        RemainingOrDefault.Should().Be(Short * 2);
        GetTimeoutOrDefault(null).Should().Be(Short);
    }

    [Fact]
    public void Settings_are_read()
    {
        TestKitSettings.TestTimeFactor.Should().Be(2);
        TestKitSettings.SingleExpectDefault.Should().Be(Short);
        TestKitSettings.DefaultTimeout.Should().Be(TimeSpan.FromSeconds(7));
        TestKitSettings.TestEventFilterLeeway.Should().Be(TimeSpan.FromSeconds(8));
        TestKitSettings.LogTestKitCalls.Should().BeFalse();
    }

    [Fact]
    public void Failures_name_the_dilated_time()
    {
        FailureOf(() => ExpectMsg<string>()).Should().StartWith("Failed: Timeout 00:00:00.1000000 while");
        FailureOf(() => ExpectMsg<string>(Short)).Should().StartWith("Failed: Timeout 00:00:00.1000000 while");
        FailureOf(() => FishForMessage(_ => false)).Should().StartWith("Timeout (00:00:00.1000000)");
        FailureOf(() => AwaitCondition(() => false)).Should().StartWith("Timeout 00:00:00.1000000 expired");
    }

    [Fact]
    public void A_negative_time_is_refused()
    {
        FluentActions.Invoking(() => Dilated(TimeSpan.FromSeconds(-1)))
            .Should().Throw<ArgumentException>().WithMessage("Must not be negative*");
        FluentActions.Invoking(() => RemainingOrDilated(TimeSpan.FromSeconds(-1)))
            .Should().Throw<ArgumentException>().WithMessage("Must be positive TimeSpan*");
    }
}
