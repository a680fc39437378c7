using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class NamesSpec : ActorSpec
{
    private static readonly Props Silent = Lambda((_, _) => { });

    [Theory]
    [InlineData("plain")]
    [InlineData("UPPER-and_1")]
    [InlineData("a:b@c&d=e+f,g!h~i*j'k_l;m.n(o)p")]
    [InlineData("with%20escape")]
    [InlineData("1")]
    public void A_name_may_hold_the_characters_of_a_URI_segment(string name)
    {
        Sys.ActorOf(Silent, name).Path.Name.Should().Be(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$dollar")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ü")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("100%")]
    public void Other_names_are_refused(string name)
    {
        var start = () => Sys.ActorOf(Silent, name);

        start.Should().Throw<InvalidActorNameException>();
    }

    [Fact]
    public void A_name_in_use_is_refused_with_the_name()
    {
        Sys.ActorOf(Silent, "taken");
        var start = () => Sys.ActorOf(Silent, "taken");

        start.Should().Throw<InvalidActorNameException>().Which.Message.Should().Contain("\"taken\"").And.Contain("not unique");
    }

    [Fact]
    public void Actors_without_a_name_are_named_in_base_64_after_a_dollar()
    {
        var parent = SpawnParent(SupervisorStrategy.DefaultStrategy);

        var names = Enumerable.Range(0, 66).Select(_ => ChildOf(parent, Silent).Path.Name).ToList();

        names[..3].Should().Equal("$a", "$b", "$c");
        names[26].Should().Be("$A");
        names[52].Should().Be("$0");
        names[62..].Should().Equal("$+", "$~", "$ab", "$bb");
    }

    [Fact]
    public void A_path_is_address_root_and_names()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentActor(SupervisorStrategy.DefaultStrategy)), "parent");
        var child = ChildOf(parent, Silent, "child");

        child.Path.ToString().Should().Be($"akka://{Sys.Name}/user/parent/child");
        child.Path.ToStringWithoutAddress().Should().Be("/user/parent/child");
        child.Path.Parent.Should().Be(parent.Path);
        child.Path.Elements.Should().Equal("user", "parent", "child");
        (parent.Path / "child").Should().Be(child.Path);
        child.Path.Address.ToString().Should().Be($"akka://{Sys.Name}");
        child.Path.ToStringWithUid().Should().Be($"akka://{Sys.Name}/user/parent/child#{child.Path.Uid}");
        child.ToString().Should().Be($"[akka://{Sys.Name}/user/parent/child#{child.Path.Uid}]");
    }

    [Fact]
    public void Every_actor_has_a_uid_of_its_own()
    {
        var uids = Enumerable.Range(0, 50).Select(_ => Sys.ActorOf(Silent).Path.Uid).ToList();

        uids.Should().OnlyHaveUniqueItems().And.NotContain(0);
    }

    [Fact]
    public void A_path_is_parsed_and_equal_to_the_one_it_came_from()
    {
        var path = ActorPath.Parse("akka://system/user/a/b");

        path.Name.Should().Be("b");
        path.Parent.ToString().Should().Be("akka://system/user/a");
        path.Root.ToString().Should().Be("akka://system/");
        ActorPath.TryParse("not a path", out _).Should().BeFalse();
        path.Should().Be(ActorPath.Parse("akka://system/user/a/b")).And.NotBe(ActorPath.Parse("akka://other/user/a/b"));
    }

    [Fact]
    public void A_context_finds_its_children_by_name()
    {
        var parent = Spawn((context, message) =>
        {
            var child = context.ActorOf(Silent, "child");
            context.Sender.Tell((child.Equals(context.Child("child")), context.Child("nobody").IsNobody(), context.GetChildren().Count()));
        });

        parent.Tell("go", TestActor);

        ExpectMsg((true, true, 1));
    }
}
