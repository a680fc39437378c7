using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

/// <summary>HOCON that the real parser gets wrong or dies of, and the embedded one reads as the HOCON specification says.</summary>
public class BeyondTheRealHoconSpec
{
    // The real one's tokenizer is public; the embedded one has none.
    private static readonly bool OnRealAkka = typeof(Config).Assembly.GetType("Akka.Configuration.Hocon.HoconTokenizer") is not null;

    [SkippableTheory]
    [InlineData("a = [1]\na += 2")]
    [InlineData("a += 1\na += 2")]
    [InlineData("a = [1]\na = ${a} [2]")]
    [InlineData("x = [1]\na = ${x}\na += 2")]
    [InlineData("o { a = [1] }\no.a += 2\na = ${o.a}")]
    [InlineData("a = [1], b = 2\na = ${a} [${b}]")]
    public void A_list_can_be_appended_to(string hocon)
    {
        Parse(hocon).GetIntList("a").Should().Equal(1, 2);
    }

    [SkippableFact]
    public void Text_can_be_appended_to()
    {
        Parse("path = /bin\npath = ${path}\":/usr/bin\"").GetString("path").Should().Be("/bin:/usr/bin");
    }

    [SkippableTheory]
    [InlineData("a = 1\na = ${?no}")]
    [InlineData("b = 1\na = ${?b}")]
    [InlineData("a = 1${?no}")]
    [InlineData("a = ${?no} 1")]
    [InlineData("a = 1\na = ${?no}\na = ${?neither}")]
    public void An_optional_substitution_for_nothing_changes_nothing(string hocon)
    {
        Parse(hocon).GetInt("a").Should().Be(1);
    }

    [SkippableFact]
    public void A_key_with_only_an_optional_substitution_for_nothing_is_not_there()
    {
        var config = Parse("a { b = ${?no}, c = [1, ${?no}] }");

        config.HasPath("a.b").Should().BeFalse();
        config.GetIntList("a.c").Should().Equal(1);
    }

    [SkippableFact]
    public void A_substitution_may_have_a_quoted_path()
    {
        Parse("\"a.b\" { c = 1 }\nd = ${\"a.b\".c}").GetInt("d").Should().Be(1);
    }

    [SkippableTheory]
    [InlineData("a = ${a}")]
    [InlineData("a = ${b}\nb = ${a}")]
    [InlineData("a { b = ${a} }")]
    public void Going_round_in_circles_is_an_error(string hocon)
    {
        Skip.If(OnRealAkka, "The real parser cannot.");

        var parsing = () => ConfigurationFactory.ParseString(hocon);

        parsing.Should().Throw<FormatException>();
    }

    [SkippableTheory]
    [InlineData("a = [1\nb = {}\n= 2]")]
    [InlineData("a = [1, @]")]
    [InlineData("a = [1, 2}")]
    public void A_list_that_is_no_list_is_an_error_that_shows_the_line(string hocon)
    {
        Skip.If(OnRealAkka, "The real parser cannot.");

        var parsing = () => ConfigurationFactory.ParseString(hocon);

        parsing.Should().Throw<Exception>().WithMessage("*line ?, column*");
    }

    [SkippableFact]
    public void A_list_of_blanks_is_empty()
    {
        Parse("a = [ ]").GetStringList("a").Should().BeEmpty();
    }

    [SkippableFact]
    public void The_root_may_include_a_document_with_substitutions()
    {
        Skip.If(OnRealAkka, "The real parser cannot.");

        var config = ConfigurationFactory.ParseString(
            "include \"x\"\nc = ${b}", _ => Akka.Configuration.Hocon.Parser.Parse("a = 1, b = ${a}", null));

        config.GetInt("b").Should().Be(1);
        config.GetInt("c").Should().Be(1);
    }

    private static Config Parse(string hocon)
    {
        Skip.If(OnRealAkka, "The real parser cannot.");
        return ConfigurationFactory.ParseString(hocon);
    }
}
