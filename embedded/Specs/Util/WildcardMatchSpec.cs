using Akka.Util;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Util;

public class WildcardMatchSpec
{
    [Theory]
    [InlineData("hello", "hello", true)]
    [InlineData("hello", "h*o", true)]
    [InlineData("hello", "*", true)]
    [InlineData("", "*", true)]
    [InlineData("hello", "h?llo", true)]
    [InlineData("hello", "h?o", false)]
    [InlineData("hello", "hell", false)]
    [InlineData("say hello", "*hello", true)]
    [InlineData("a.b", "a.b", true)]
    [InlineData("axb", "a.b", false)]
    [InlineData("$1", "$?", true)]
    [InlineData("a\tb", "a b", true)]
    [InlineData("HELLO", "hello", true)]
    public void Stars_are_any_text_and_question_marks_any_character(string text, string pattern, bool expected)
    {
        text.Like(pattern).Should().Be(expected);
    }

    [Fact]
    public void Case_counts_if_it_is_asked_for()
    {
        "HELLO".Like("hello", caseSensitive: true).Should().BeFalse();
        "hello".Like("h*", caseSensitive: true).Should().BeTrue();
    }
}
