using System.Reflection;
using Akka.Configuration;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class ConfigurationFactorySpec
{
    private const string Reference = "Akka.Configuration.akka.conf";

    [Fact]
    public void A_resource_is_found_by_assembly_type_or_instance()
    {
        var assembly = typeof(Config).Assembly;

        ConfigurationFactory.FromResource(Reference, assembly).GetString("akka.loglevel").Should().Be("INFO");
        ConfigurationFactory.FromResource<Config>(Reference).GetString("akka.loglevel").Should().Be("INFO");
        ConfigurationFactory.FromResource(Reference, (object)assembly).GetString("akka.loglevel").Should().Be("INFO");
        ConfigurationFactory.FromResource(Reference, typeof(Config)).GetString("akka.loglevel").Should().Be("INFO");
        ConfigurationFactory.FromResource(Reference, Config.Empty).GetString("akka.loglevel").Should().Be("INFO");
    }

    [Fact]
    public void A_missing_resource_is_an_error()
    {
        var reading = () => ConfigurationFactory.FromResource("no.such.conf", Assembly.GetExecutingAssembly());

        reading.Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Without_a_configuration_file_the_loaded_one_is_empty()
    {
        ConfigurationFactory.Load().IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void An_objects_properties_become_keys()
    {
        var config = ConfigurationFactory.FromObject(new { a = new { b = 1, c = "x \"y\" é" }, d = new[] { 1, 2 }, e = true });

        config.GetInt("a.b").Should().Be(1);
        config.GetString("a.c").Should().Be("x \"y\" é");
        config.GetIntList("d").Should().Equal(1, 2);
        config.GetBoolean("e").Should().BeTrue();
    }

    [Fact]
    public void No_text_at_all_is_an_error()
    {
        var parsing = () => ConfigurationFactory.ParseString(null);

        parsing.Should().Throw<Exception>();
    }
}
