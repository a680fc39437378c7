using Akka.Configuration;
using Akka.Hosting;
using Akka.Hosting.Configuration;
using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Akka.Embedded.Specs.Hosting;

public sealed class HostConfigurationSpec
{
    [Fact]
    public void What_is_prepended_counts_before_and_what_is_appended_after_the_rest()
    {
        var akka = Builder().AddHocon("a = 1", HoconAddMode.Append)
            .AddHocon("a = 2, b = 2", HoconAddMode.Append)
            .AddHocon("b = 3, c = 3", HoconAddMode.Prepend)
            .AddHocon("c = 4", HoconAddMode.Replace);

        var config = akka.Configuration.Value;

        config.GetInt("a").Should().Be(1);
        config.GetInt("b").Should().Be(3);
        config.GetInt("c").Should().Be(4);
    }

    [Fact]
    public void A_file_of_HOCON_can_be_added()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "from.file = yes");

        var akka = Builder().AddHoconFile(file, HoconAddMode.Prepend);

        akka.Configuration.Value.GetString("from.file").Should().Be("yes");
        File.Delete(file);
    }

    [Fact]
    public void Configuration_of_the_host_becomes_HOCON()
    {
        var config = Settings(
            ("Akka:LogLevel", "DEBUG"), ("Akka:log_dead_letters", "True"), ("Akka:List:0", "zero"), ("Akka:List:1", "one"),
            ("Akka:Some.Dotted.Key", "5s")).ToHocon();

        config.GetString("akka.loglevel").Should().Be("DEBUG");
        config.GetBoolean("akka.log-dead-letters").Should().BeTrue();
        config.GetStringList("akka.list").Should().Equal("zero", "one");
        config.GetTimeSpan("akka.some.dotted.key").Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Keys_may_keep_their_case()
    {
        var config = Settings(("Akka:LogLevel", "DEBUG")).ToHocon(normalizeKeys: false);

        config.GetString("Akka.LogLevel").Should().Be("DEBUG");
        config.HasPath("akka.loglevel").Should().BeFalse();
    }

    [Fact]
    public void A_section_keeps_its_key()
    {
        var config = Settings(("Akka:LogLevel", "DEBUG"), ("Other", "1")).GetSection("Akka").ToHocon();

        config.GetString("akka.loglevel").Should().Be("DEBUG");
        config.HasPath("other").Should().BeFalse();
    }

    [Fact]
    public void The_ask_timeout_can_be_set()
    {
        var akka = Builder().WithActorAskTimeout(TimeSpan.FromSeconds(3));

        akka.Configuration.Value.GetTimeSpan("akka.actor.ask-timeout").Should().Be(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData("", "\"\"")]
    [InlineData("plain", "plain")]
    [InlineData("two words", "two words")]
    [InlineData("a=b", "\"a=b\"")]
    [InlineData("say \"hi\"", "\"say \\\"hi\\\"\"")]
    [InlineData("c:\\dir", "\"c:\\\\dir\"")]
    [InlineData("a/b", "\"a\\/b\"")]
    [InlineData("line\nfeed", "\"line\\nfeed\"")]
    [InlineData("\u20ac", "\"\\u20ac\"")]
    public void Text_is_quoted_where_it_must_be(string? text, string hocon) => text.ToHocon().Should().Be(hocon);

    [Fact]
    public void Values_are_written_as_HOCON_reads_them()
    {
        true.ToHocon().Should().Be("on");
        ((bool?)false).ToHocon().Should().Be("off");
        1.5.ToHocon().Should().Be("1.5");
        1.5f.ToHocon().Should().Be("1.5");
        12L.ToHocon().Should().Be("12");
        ((int?)7).ToHocon().Should().Be("7");
        TimeSpan.FromSeconds(1.5).ToHocon().Should().Be("1500");
        Timeout.InfiniteTimeSpan.ToHocon(allowInfinite: true).Should().Be("infinite");
        TimeSpan.Zero.ToHocon(allowInfinite: true, zeroIsInfinite: true).Should().Be("infinite");
        TimeSpan.Zero.ToHocon().Should().Be("0");
    }

    [Fact]
    public void What_cannot_be_written_is_refused()
    {
        var missing = () => ((int?)null).ToHocon();
        var infinite = () => Timeout.InfiniteTimeSpan.ToHocon();

        missing.Should().Throw<ConfigurationException>();
        infinite.Should().Throw<ConfigurationException>();
    }

    [Fact]
    public void A_configuration_moves_under_a_path()
    {
        var moved = ConfigurationFactory.ParseString("x = 1").MoveTo("a.\"b.c\".d");

        moved.GetInt("a.\"b.c\".d.x").Should().Be(1);
    }

    private static AkkaConfigurationBuilder Builder() => new(new ServiceCollection(), "x");

    private static IConfigurationRoot Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
        .Build();
}
