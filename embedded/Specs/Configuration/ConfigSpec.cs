using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class ConfigSpec
{
    private const string Sample = "a { i = 42, l = 5000000000, f = 0.5, t = on, s = text, n = null }";

    [Fact]
    public void Values_are_read_as_simple_types()
    {
        var config = ConfigurationFactory.ParseString(Sample);

        config.GetInt("a.i").Should().Be(42);
        config.GetLong("a.l").Should().Be(5_000_000_000);
        config.GetFloat("a.f").Should().Be(0.5f);
        config.GetDouble("a.f").Should().Be(0.5);
        config.GetDecimal("a.f").Should().Be(0.5m);
        config.GetBoolean("a.t").Should().BeTrue();
        config.GetString("a.s").Should().Be("text");
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("off", false)]
    [InlineData("\"false\"", false)]
    public void Truth_has_two_names_each_way(string text, bool expected)
    {
        ConfigurationFactory.ParseString($"a = {text}").GetBoolean("a", !expected).Should().Be(expected);
    }

    [Fact]
    public void A_missing_value_is_the_default()
    {
        var config = ConfigurationFactory.ParseString(Sample);

        config.GetInt("a.x", 7).Should().Be(7);
        config.GetInt("a.i.x", 7).Should().Be(7);
        config.GetString("x.y").Should().BeNull();
        config.GetString("x", "default").Should().Be("default");
        config.GetBoolean("x", true).Should().BeTrue();
        config.GetDouble("x", 1.5).Should().Be(1.5);
        config.GetString("a.n", "default").Should().BeNull();
    }

    [Fact]
    public void A_path_is_there_if_it_has_any_value()
    {
        var config = ConfigurationFactory.ParseString(Sample);

        config.HasPath("a").Should().BeTrue();
        config.HasPath("a.n").Should().BeTrue();
        config.HasPath("a.x").Should().BeFalse();
        config.HasPath("a.i.x").Should().BeFalse();
        config.GetValue("a.x").Should().BeNull();
    }

    [Fact]
    public void A_missing_sub_tree_is_null()
    {
        ConfigurationFactory.ParseString(Sample).GetConfig("b").Should().BeNull();
        ConfigurationFactory.ParseString(Sample).GetConfig("b").IsNullOrEmpty().Should().BeTrue();
    }

    [Fact]
    public void Emptiness_is_about_keys()
    {
        ConfigurationFactory.Empty.IsEmpty.Should().BeTrue();
        Config.Empty.IsNullOrEmpty().Should().BeTrue();
        new Config().IsEmpty.Should().BeTrue();
        ConfigurationFactory.ParseString("# nothing").IsEmpty.Should().BeTrue();
        ConfigurationFactory.ParseString("a = 1").IsNullOrEmpty().Should().BeFalse();
        ConfigurationFactory.ParseString("a {}").GetConfig("a").IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void The_top_level_can_be_enumerated()
    {
        var config = ConfigurationFactory.ParseString("b = 1, a { x = 2 }").WithFallback("c = 3, b = 4");

        config.AsEnumerable().Select(field => field.Key).Should().BeEquivalentTo("a", "b", "c");
        config.AsEnumerable().Single(field => field.Key == "b").Value.GetInt().Should().Be(1);
    }

    [Fact]
    public void A_tree_prints_as_hocon()
    {
        var config = ConfigurationFactory.ParseString("a { b = 1, \"c d\" = [x, y z] }\ne = \"f:g\"");

        config.ToString().Should().Be("  a : {\r\n    b : 1\r\n    \"c d\" : [x,\"y z\"]\r\n  }\r\n  e : \"f:g\"\r\n");
        new Config().ToString().Should().BeEmpty();
    }

    [Fact]
    public void Fallbacks_are_printed_if_asked_for()
    {
        var config = ConfigurationFactory.ParseString("a = 1").WithFallback("b = 2");

        config.ToString().Should().Be("  a : 1\r\n");
        config.ToString(includeFallback: true).Should().Be("  b : 2\r\n  a : 1\r\n");
    }

    [Fact]
    public void A_value_can_be_put_at_another_key()
    {
        var value = ConfigurationFactory.ParseString("a { b = 1 }").GetValue("a");

        value.AtKey("x").GetInt("x.b").Should().Be(1);
        value.ToConfig().GetInt("b").Should().Be(1);
    }

    [Fact]
    public void An_object_unwraps_to_dictionaries()
    {
        var unwrapped = ConfigurationFactory.ParseString("a { b { c = 1 } }").Root.GetObject().Unwrapped;

        unwrapped["a"].Should().BeAssignableTo<IDictionary<string, object>>()
            .Which["b"].Should().BeAssignableTo<IDictionary<string, object>>()
            .Which["c"].ToString().Should().Be("1");
    }

    [Fact]
    public void Many_threads_may_read_at_once()
    {
        var config = ConfigurationFactory.ParseString("a { b = ${c}, l = [1, 2] }\nc = 3").WithFallback("a.d = 4");

        var sums = ParallelEnumerable.Range(0, 10_000)
            .Select(_ => config.GetInt("a.b") + config.GetConfig("a").GetInt("d") + config.GetIntList("a.l").Sum());

        sums.Distinct().Should().Equal(10);
    }
}
