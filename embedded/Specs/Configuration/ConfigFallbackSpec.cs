using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class ConfigFallbackSpec
{
    private readonly Config _upper = ConfigurationFactory.ParseString("a { x = 1, l = [1] }\nonly-upper = u");
    private readonly Config _lower = ConfigurationFactory.ParseString("a { x = 2, y = 3, l = [2, 3] }\nonly-lower = l");

    [Fact]
    public void Objects_merge_and_the_upper_value_wins()
    {
        var config = _upper.WithFallback(_lower);

        config.GetInt("a.x").Should().Be(1);
        config.GetInt("a.y").Should().Be(3);
        config.GetIntList("a.l").Should().Equal(1);
        config.GetString("only-upper").Should().Be("u");
        config.GetString("only-lower").Should().Be("l");
    }

    [Fact]
    public void Neither_side_changes()
    {
        _upper.WithFallback(_lower);

        _upper.HasPath("only-lower").Should().BeFalse();
        _upper.HasPath("a.y").Should().BeFalse();
        _lower.GetInt("a.x").Should().Be(2);
        _lower.HasPath("only-upper").Should().BeFalse();
    }

    [Fact]
    public void Sub_trees_have_the_fallbacks_of_the_whole()
    {
        var a = _upper.WithFallback(_lower).WithFallback("a.z = 4").GetConfig("a");

        a.GetInt("x").Should().Be(1);
        a.GetInt("y").Should().Be(3);
        a.GetInt("z").Should().Be(4);
    }

    [Fact]
    public void The_first_fallback_is_above_the_second()
    {
        _upper.WithFallback("k = first").WithFallback("k = second").GetString("k").Should().Be("first");
    }

    [Fact]
    public void A_fallback_that_adds_nothing_is_not_kept()
    {
        _upper.WithFallback("only-upper = u, a.x = 1").Should().BeSameAs(_upper);
        _upper.WithFallback(null).Should().BeSameAs(_upper);
        _upper.WithFallback(ConfigurationFactory.Empty).Should().BeSameAs(_upper);
    }

    [Fact]
    public void Nothing_over_something_is_the_something()
    {
        ConfigurationFactory.Empty.WithFallback(_lower).Should().BeSameAs(_lower);
        ((Config?)null).SafeWithFallback(_lower).Should().BeSameAs(_lower);
    }

    [Fact]
    public void It_cannot_be_its_own_fallback()
    {
        _upper.Invoking(upper => upper.WithFallback(upper)).Should().Throw<ArgumentException>();
        _upper.SafeWithFallback(_upper).Should().BeSameAs(_upper);
    }

    [Fact]
    public void Text_is_laid_over_and_under_with_plus()
    {
        (_upper + "k = 1, a.x = 5").GetInt("k").Should().Be(1);
        (_upper + "k = 1, a.x = 5").GetInt("a.x").Should().Be(1);
        ("a.x = 5" + _upper).GetInt("a.x").Should().Be(5);
    }

    [Fact]
    public void Text_converts_to_a_configuration()
    {
        Config config = "a = 1";

        config.GetInt("a").Should().Be(1);
    }

    [Fact]
    public void What_was_overlaid_is_told()
    {
        _upper.Fallback.Should().BeNull();
        _upper.WithFallback(_lower).Fallback.Should().BeSameAs(_lower);
    }

    [Fact]
    public void An_object_is_hidden_by_text_over_it()
    {
        ConfigurationFactory.ParseString("a = text").WithFallback(_lower).GetString("a").Should().Be("text");
    }
}
