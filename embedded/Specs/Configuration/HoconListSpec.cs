using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class HoconListSpec
{
    [Theory]
    [InlineData("a = [1, 2, 3]")]
    [InlineData("a = [1,2,3,]")]
    [InlineData("a = [\n  1\n  2\n  3\n]")]
    [InlineData("a = [1, 2 # two\n 3 // three\n]")]
    [InlineData("a : [ 1 , \"2\" , 3 ]")]
    [InlineData("a = [1] [2, 3]")]
    [InlineData("a = [1, 2] [3],")]
    public void Items_are_separated_by_commas_or_line_ends(string hocon)
    {
        ConfigurationFactory.ParseString(hocon).GetIntList("a").Should().Equal(1, 2, 3);
    }

    [Fact]
    public void An_empty_list_has_no_items()
    {
        var config = ConfigurationFactory.ParseString("a = []");

        config.GetStringList("a").Should().BeEmpty();
        config.HasPath("a").Should().BeTrue();
        config.GetString("a").Should().BeNull();
        config.GetValue("a").IsArray().Should().BeFalse();
    }

    [Fact]
    public void Lists_hold_objects_and_lists()
    {
        var config = ConfigurationFactory.ParseString("a = [{ b = 1 }, { b = 2 }]\nc = [[1, 2], [3]]");

        config.GetValue("a").GetArray().Select(item => item.ToConfig().GetInt("b")).Should().Equal(1, 2);
        config.GetValue("c").GetArray().Select(item => item.GetIntList().Count).Should().Equal(2, 1);
    }

    [Fact]
    public void Items_are_read_as_any_simple_type()
    {
        var config = ConfigurationFactory.ParseString("n = [1, 2], f = [0.5, 1], b = [on, false], s = [a b, \"c,d\"]");

        config.GetIntList("n").Should().Equal(1, 2);
        config.GetLongList("n").Should().Equal(1, 2);
        config.GetByteList("n").Should().Equal(1, 2);
        config.GetFloatList("f").Should().Equal(0.5f, 1f);
        config.GetDoubleList("f").Should().Equal(0.5, 1);
        config.GetDecimalList("f").Should().Equal(0.5m, 1m);
        config.GetBooleanList("b").Should().Equal(true, false);
        config.GetStringList("s").Should().Equal("a b", "c,d");
    }

    [Fact]
    public void A_missing_list_of_text_is_empty_or_the_default()
    {
        ConfigurationFactory.Empty.GetStringList("a").Should().BeEmpty();
        ConfigurationFactory.Empty.GetStringList("a", ["x"]).Should().Equal("x");
    }

    [Fact]
    public void A_missing_list_of_numbers_is_an_error()
    {
        var reading = () => ConfigurationFactory.Empty.GetIntList("a");

        reading.Should().Throw<Exception>();
    }

    [Fact]
    public void A_list_is_continued_after_a_substitution()
    {
        ConfigurationFactory.ParseString("a = [1, 2]\nb = ${a} [3]").GetIntList("b").Should().Equal(1, 2, 3);
    }
}
