using Akka.Configuration;
using Akka.Configuration.Hocon;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Configuration;

public class HoconIncludeSpec
{
    private readonly Dictionary<string, string> _documents = [];

    [Fact]
    public void An_included_documents_fields_are_the_including_objects()
    {
        _documents["base.conf"] = "b = 1, c { d = 2 }";

        var config = Parse("a { include \"base.conf\" }");

        config.GetInt("a.b").Should().Be(1);
        config.GetInt("a.c.d").Should().Be(2);
    }

    [Fact]
    public void The_root_may_include()
    {
        _documents["base.conf"] = "b = 1";

        Parse("include \"base.conf\"\na = 2").GetInt("b").Should().Be(1);
    }

    [Fact]
    public void What_comes_later_wins()
    {
        _documents["base.conf"] = "b = 1, o { x = 1, y = 1 }";

        var config = Parse("a {\n b = 0\n o { y = 0, z = 0 }\n include \"base.conf\"\n o.x = 2\n}");

        config.GetInt("a.b").Should().Be(1);
        config.GetInt("a.o.x").Should().Be(2);
        config.GetInt("a.o.y").Should().Be(1);
        config.GetInt("a.o.z").Should().Be(0);
    }

    [Fact]
    public void Substitutions_of_an_included_document_start_where_it_is_included()
    {
        _documents["base.conf"] = "b = 1, c = ${b}";

        Parse("a { include \"base.conf\" \n b = 2 }").GetInt("a.c").Should().Be(2);
    }

    [Fact]
    public void An_included_document_may_include()
    {
        _documents["outer.conf"] = "o { include \"inner.conf\" }";
        _documents["inner.conf"] = "i = 1";

        Parse("include \"outer.conf\"").GetInt("o.i").Should().Be(1);
    }

    [Fact]
    public void A_key_may_be_named_include()
    {
        Parse("include = 1").GetInt("include").Should().Be(1);
        Parse("includes { x = 1 }").GetInt("includes.x").Should().Be(1);
    }

    [Fact]
    public void Without_anybody_to_answer_it_is_an_error()
    {
        var parsing = () => ConfigurationFactory.ParseString("include \"base.conf\"");

        parsing.Should().Throw<Exception>();
    }

    private Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon, Answer);

    private HoconRoot Answer(string name) => Parser.Parse(_documents[name], Answer);
}
