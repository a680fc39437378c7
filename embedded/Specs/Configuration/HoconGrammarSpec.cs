using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class HoconGrammarSpec
{
    [Theory]
    [InlineData("a = 1")]
    [InlineData("a : 1")]
    [InlineData("a=1")]
    [InlineData("\"a\" = 1")]
    [InlineData("{ a = 1 }")]
    [InlineData("  \n\t a = 1 \r\n")]
    [InlineData("a = 1,")]
    [InlineData("{ \"a\" : 1 }")]
    [InlineData("a =\n  1")]
    public void A_field_may_be_written_in_many_ways(string hocon)
    {
        Parse(hocon).GetInt("a").Should().Be(1);
    }

    [Theory]
    [InlineData("a.b.c = 1")]
    [InlineData("a { b { c = 1 } }")]
    [InlineData("a = { b = { c = 1 } }")]
    [InlineData("a.b { c : 1 }")]
    [InlineData("a { b.c = 1 }")]
    [InlineData("a.\"b\".c = 1")]
    [InlineData("a . b . c = 1")]
    public void A_dotted_key_is_a_path_of_objects(string hocon)
    {
        Parse(hocon).GetInt("a.b.c").Should().Be(1);
    }

    [Fact]
    public void A_quoted_key_may_hold_dots_and_signs()
    {
        var config = Parse("""a { "/user/*.x" = 1, "b c".d = 2 }""");

        config.GetInt("a.\"/user/*.x\"").Should().Be(1);
        config.GetInt("a.\"b c\".d").Should().Be(2);
        config.HasPath("a./user/*.x").Should().BeFalse();
    }

    [Fact]
    public void An_unquoted_key_may_hold_blanks()
    {
        Parse("a key = 1").GetInt("a key").Should().Be(1);
    }

    [Fact]
    public void Comments_start_with_a_hash_or_two_slashes_and_end_with_the_line()
    {
        var config = Parse("# first\n// second\na = 1 # third\nb = 2 // fourth\nc { # fifth\n d = 3 }\n# last");

        config.GetInt("a").Should().Be(1);
        config.GetInt("b").Should().Be(2);
        config.GetInt("c.d").Should().Be(3);
    }

    [Fact]
    public void A_comment_sign_in_quotes_is_text()
    {
        Parse("a = \"1 # 2 // 3\"").GetString("a").Should().Be("1 # 2 // 3");
    }

    [Fact]
    public void Fields_are_separated_by_line_ends_or_commas()
    {
        var config = Parse("a = 1, b = 2\nc = { d = 3 }, e = 4,\nf = 5");

        "abef".Select(key => config.GetInt(key.ToString())).Should().Equal(1, 2, 4, 5);
        config.GetInt("c.d").Should().Be(3);
    }

    [Theory]
    [InlineData("a = some text here", "some text here")]
    [InlineData("a =   padded   ", "padded")]
    [InlineData("a = \"quoted text\"", "quoted text")]
    [InlineData("a = \"\"", "")]
    [InlineData("a = one \"two\" three", "one two three")]
    [InlineData("a = \"one\"\"two\"", "onetwo")]
    [InlineData("a = 10.0.0.1/8", "10.0.0.1/8")]
    [InlineData("a = null", null)]
    [InlineData("a = ", null)]
    public void Text_on_one_line_is_joined_and_trimmed(string hocon, string? expected)
    {
        Parse(hocon).GetString("a").Should().Be(expected);
    }

    [Theory]
    [InlineData("\"a\\\"b\"", "a\"b")]
    [InlineData("\"a\\\\b\"", "a\\b")]
    [InlineData("\"a\\/b\"", "a/b")]
    [InlineData("\"a\\nb\\rc\\td\"", "a\nb\rc\td")]
    [InlineData("\"a\\bb\\fc\"", "a\bb\fc")]
    [InlineData("\"\\u0041\\u00e9\"", "Aé")]
    public void Quoted_text_knows_escapes(string literal, string expected)
    {
        Parse($"a = {literal}").GetString("a").Should().Be(expected);
    }

    [Fact]
    public void Triple_quoted_text_is_taken_as_it_is()
    {
        var config = Parse("a = \"\"\"first \"line\"\n  second \\n # no comment\"\"\"\nb = 1");

        config.GetString("a").Should().Be("first \"line\"\n  second \\n # no comment");
        config.GetInt("b").Should().Be(1);
    }

    [Fact]
    public void A_key_that_is_assigned_again_has_the_last_value()
    {
        Parse("a = 1\na = 2").GetInt("a").Should().Be(2);
        Parse("a = [1, 2]\na = [3]").GetIntList("a").Should().Equal(3);
    }

    [Theory]
    [InlineData("a { b = 1 }\na { c = 2 }")]
    [InlineData("a { b = 1 }\na = { c = 2 }")]
    [InlineData("a = { b = 1 } { c = 2 }")]
    [InlineData("a.b = 1\na.c = 2")]
    [InlineData("a { b = 0, c = 2 }\na.b = 1")]
    public void Objects_under_the_same_key_merge(string hocon)
    {
        var a = Parse(hocon).GetConfig("a");

        a.GetInt("b").Should().Be(1);
        a.GetInt("c").Should().Be(2);
    }

    [Fact]
    public void Text_and_objects_replace_each_other()
    {
        Parse("a { b = 1 }\na = text").GetString("a").Should().Be("text");
        Parse("a = text\na { b = 1 }").GetInt("a.b").Should().Be(1);
    }

    [Theory]
    [InlineData("{ a = 1")]
    [InlineData("a = 1 } b = 2")]
    [InlineData("a = 1\nb = \"not closed")]
    [InlineData("a = 1\nb = [2, 3")]
    public void What_is_left_open_is_closed_at_the_end(string hocon)
    {
        Parse(hocon).GetInt("a").Should().Be(1);
    }

    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);
}
