using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

/// <summary>Selections over this tree: /user/house/{room-a, room-b, attic/{trunk}}.</summary>
public sealed class SelectionSpec : ActorSpec
{
    private readonly IActorRef _house;

    public SelectionSpec()
    {
        _house = SpawnNode("house", Sys);
        foreach (var path in new[] { "room-a", "room-b", "attic", "attic/trunk" }) Build(path);
    }

    [Theory]
    [InlineData("/user/house", "house")]
    [InlineData("/user/house/room-a", "room-a")]
    [InlineData("/user/house/*", "attic room-a room-b")]
    [InlineData("/user/house/room-*", "room-a room-b")]
    [InlineData("/user/house/room-?", "room-a room-b")]
    [InlineData("/user/house/?oom-a", "room-a")]
    [InlineData("/user/*/attic/trunk", "trunk")]
    [InlineData("/user/house/*/trunk", "trunk")]
    [InlineData("/user/house/attic/../room-b", "room-b")]
    [InlineData("/user/house/attic/trunk/../..", "house")]
    [InlineData("/user/house/**", "attic room-a room-b trunk")]
    [InlineData("akka://test/user/house/room-a", "room-a")]
    public void An_absolute_path_reaches(string path, string names)
    {
        Sys.ActorSelection(path).Tell("name", TestActor);

        var expected = names.Split(' ');
        ReceiveN(expected.Length, Limit).Should().BeEquivalentTo(expected);
    }

    [Theory]
    [InlineData("room-a", "room-a")]
    [InlineData("attic/trunk", "trunk")]
    [InlineData("*", "attic room-a room-b")]
    [InlineData("../house", "house")]
    [InlineData(".", "")]
    public void A_relative_path_starts_at_the_actor(string path, string names)
    {
        _house.Tell(new Select(path), TestActor);

        var expected = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (expected.Length == 0) ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        else ReceiveN(expected.Length, Limit).Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void A_selection_of_a_reference_reaches_it_and_from_it()
    {
        Sys.ActorSelection(_house, "attic").Tell("name", TestActor);

        ExpectMsg("attic");
    }

    [Fact]
    public void What_nobody_is_there_to_get_is_a_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.ActorSelection("/user/house/cellar").Tell("name", TestActor);

        var letter = ExpectMsg<DeadLetter>();
        letter.Recipient.Path.ToStringWithoutAddress().Should().Contain("/user/house");
    }

    [Fact]
    public async Task ResolveOne_gives_the_reference()
    {
        var resolved = await Sys.ActorSelection("/user/house").ResolveOne(Limit);

        resolved.Should().Be(_house);
    }

    [Fact]
    public async Task ResolveOne_of_nobody_fails_with_ActorNotFoundException()
    {
        var resolve = () => Sys.ActorSelection("/user/nobody").ResolveOne(Limit);

        await resolve.Should().ThrowAsync<ActorNotFoundException>();
    }

    [Fact]
    public void Identify_is_answered_by_each_with_its_reference()
    {
        Sys.ActorSelection("/user/house/room-*").Tell(new Identify(7), TestActor);

        var identities = ReceiveN(2, Limit).Cast<ActorIdentity>().ToList();
        identities.Should().OnlyContain(i => Equals(i.MessageId, 7));
        identities.Select(i => i.Subject.Path.Name).Should().BeEquivalentTo("room-a", "room-b");
    }

    [Fact]
    public void A_selection_knows_its_anchor_and_path()
    {
        var selection = Sys.ActorSelection("/user/house/*");

        selection.PathString.Should().Be("/user/house/*");
        selection.Anchor.Path.ToString().Should().Be($"akka://{Sys.Name}/");
    }

    [Fact]
    public void A_double_wildcard_stands_only_at_the_end()
    {
        var select = () => Sys.ActorSelection("/user/**/trunk");

        select.Should().Throw<IllegalActorNameException>();
    }

    private void Build(string path)
    {
        var segments = path.Split('/');
        var parent = segments.Length == 1 ? _house : Resolve("/user/house/" + segments[0]);
        parent.Tell(new Add(segments[^1]), TestActor);
        ExpectMsg("added");
    }

    private IActorRef Resolve(string path) => Sys.ActorSelection(path).ResolveOne(Limit).GetAwaiter().GetResult();

    private static IActorRef SpawnNode(string name, IActorRefFactory parent) => parent.ActorOf(Lambda((context, message) =>
    {
        switch (message)
        {
            case "name": context.Sender.Tell(context.Self.Path.Name); break;
            case Select select: context.ActorSelection(select.Path).Tell("name", context.Sender); break;
            case Add add: SpawnNode(add.Name, context); context.Sender.Tell("added"); break;
        }
    }), name);

    private sealed record Select(string Path);

    private sealed record Add(string Name);
}
