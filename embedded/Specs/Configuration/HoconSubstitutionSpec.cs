using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class HoconSubstitutionSpec
{
    [Fact]
    public void It_stands_for_text_a_list_or_an_object()
    {
        var config = Parse("text = hello\nlist = [1, 2]\nobj { x = 1 }\na = ${text}\nb = ${list}\nc = ${obj}");

        config.GetString("a").Should().Be("hello");
        config.GetIntList("b").Should().Equal(1, 2);
        config.GetInt("c.x").Should().Be(1);
    }

    [Fact]
    public void It_may_refer_to_what_comes_later()
    {
        Parse("a = ${b.c}\nb { c = 1 }").GetInt("a").Should().Be(1);
    }

    [Fact]
    public void It_gets_the_final_value()
    {
        Parse("a = 1\nb = ${a}\na = 2").GetInt("b").Should().Be(2);
    }

    [Fact]
    public void It_starts_from_the_root_wherever_it_stands()
    {
        Parse("x = 1\na { x = 2, b = ${x}, c = ${a.x} }").GetConfig("a").AsEnumerable()
            .Select(field => field.Value.GetInt()).Should().Equal(2, 1, 2);
    }

    [Theory]
    [InlineData("b = ${a}/bin", "home/bin")]
    [InlineData("b = /${a}", "/home")]
    [InlineData("b = ${a} ${a}", "home home")]
    [InlineData("b = \"in \"${a}\" there\"", "in home there")]
    public void It_joins_the_text_around_it(string field, string expected)
    {
        Parse($"a = home\n{field}").GetString("b").Should().Be(expected);
    }

    [Fact]
    public void In_quotes_it_is_text()
    {
        Parse("a = 1\nb = \"${a}\"").GetString("b").Should().Be("${a}");
    }

    [Fact]
    public void It_may_lead_to_another_one()
    {
        Parse("a = ${b}\nb = ${c}\nc = 1").GetInt("a").Should().Be(1);
    }

    [Fact]
    public void It_works_within_lists()
    {
        Parse("a = 1\nb = [${a}, 2, ${a}]").GetIntList("b").Should().Equal(1, 2, 1);
    }

    [Fact]
    public void It_is_resolved_before_fallbacks_are_laid_under()
    {
        var config = Parse("a = 1\nb = ${a}").WithFallback(Parse("a = 2\nc = ${a}"));

        config.GetInt("b").Should().Be(1);
        config.GetInt("c").Should().Be(2);
    }

    [Fact]
    public void One_for_nothing_is_an_error_that_names_the_path()
    {
        var parsing = () => Parse("a = ${no.such.key}");

        parsing.Should().Throw<FormatException>().WithMessage("*Unresolved substitution: no.such.key*");
    }

    [Fact]
    public void The_environment_is_not_asked()
    {
        var parsing = () => Parse("a = ${PATH}");

        parsing.Should().Throw<FormatException>();
    }

    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);
}
