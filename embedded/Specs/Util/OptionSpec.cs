using Akka.Util;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Util;

public class OptionSpec
{
    [Fact]
    public void Null_is_none()
    {
        Option<string> option = (string)null!;

        option.Should().Be(Option<string>.None);
        option.IsEmpty.Should().BeTrue();
        Option<string>.Create(null!).HasValue.Should().BeFalse();
        option.Value.Should().BeNull();
        option.ToString().Should().Be("None");
    }

    [Fact]
    public void Zero_is_a_value()
    {
        Option<int> option = 0;

        option.HasValue.Should().BeTrue();
        option.Should().NotBe(Option<int>.None);
        option.ToString().Should().Be("Some<0>");
    }

    [Fact]
    public void Options_with_equal_values_are_equal()
    {
        (Option<string>.Create("a") == Option<string>.Create("a")).Should().BeTrue();
        (Option<string>.Create("a") != Option<string>.Create("b")).Should().BeTrue();
        Option<string>.Create("a").GetHashCode().Should().Be(Option<string>.Create("a").GetHashCode());
    }

    [Fact]
    public void Only_a_value_is_mapped()
    {
        Option<int> some = 2;

        some.Select(value => value * 2).Value.Should().Be(4);
        some.FlatSelect(_ => Option<string>.None).IsEmpty.Should().BeTrue();
        Option<int>.None.Select(value => value * 2).HasValue.Should().BeFalse();
        some.GetOrElse(7).Should().Be(2);
        Option<int>.None.GetOrElse(7).Should().Be(7);
    }

    [Fact]
    public void Only_a_value_runs_the_action()
    {
        var seen = new List<int>();

        Option<int>.Create(1).OnSuccess(seen.Add);
        Option<int>.None.OnSuccess(seen.Add);

        seen.Should().Equal(1);
    }
}
