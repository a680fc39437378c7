using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class HoconErrorSpec
{
    [Theory]
    [InlineData("a = 1, , b = 2")]
    [InlineData("a = 1\n@ = 2")]
    [InlineData("a = 1\nb = *")]
    [InlineData("a { b = 1 }, c = 2")]
    [InlineData("[1, 2]")]
    [InlineData("a =")]
    [InlineData("a = 1\n=")]
    public void A_sign_that_means_nothing_is_an_error_that_shows_the_line(string hocon)
    {
        var culprit = hocon.Split('\n')[^1];

        Parsing(hocon).Should().Throw<FormatException>().WithMessage($"*{culprit.Replace("*", "?")}*");
    }

    [Theory]
    [InlineData("a = akka.tcp://system@host:80")]
    [InlineData("a = b= 1")]
    [InlineData("a = x:1")]
    public void Unquoted_text_with_an_assignment_sign_is_an_error(string hocon)
    {
        Parsing(hocon).Should().Throw<ConfigurationException>().WithMessage("*unquoted text*assignment character*");
    }

    [Theory]
    [InlineData("a = \"\\x\"")]
    [InlineData("a = \"\\u00zz\"")]
    public void An_unknown_escape_is_an_error(string hocon)
    {
        Parsing(hocon).Should().Throw<FormatException>();
    }

    [Fact]
    public void A_value_of_the_wrong_kind_is_an_error_when_it_is_read()
    {
        var config = ConfigurationFactory.ParseString("text = hello, list = [1], obj { x = 1 }");

        config.Invoking(c => c.GetInt("text")).Should().Throw<FormatException>();
        config.Invoking(c => c.GetDouble("text")).Should().Throw<FormatException>();
        config.Invoking(c => c.GetBoolean("text")).Should().Throw<NotSupportedException>();
        config.Invoking(c => c.GetTimeSpan("text")).Should().Throw<FormatException>();
        config.Invoking(c => c.GetByteSize("text")).Should().Throw<FormatException>();
        config.GetString("list").Should().BeNull();
        config.GetString("obj").Should().BeNull();
    }

    [Fact]
    public void What_lacks_configuration_is_named()
    {
        ConfigurationException.NullOrEmptyConfig<HoconErrorSpec>().Message
            .Should().Be("Failed to instantiate HoconErrorSpec: Configuration is null or empty");
        ConfigurationException.NullOrEmptyConfig<HoconErrorSpec>("a.b").Message
            .Should().Be("Failed to instantiate HoconErrorSpec: Configuration does not contain `a.b` node");
    }

    private static Action Parsing(string hocon) => () => ConfigurationFactory.ParseString(hocon);
}
