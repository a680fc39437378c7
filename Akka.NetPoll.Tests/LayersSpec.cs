using System.Reflection;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests;

/// <summary>Folders are layers: a folder uses only those above it.</summary>
public class LayersSpec
{
    private const string Root = "Akka.NetPoll.";
    private static readonly string[] Layers = ["Multiplexing", "Polling", "Dispatch", "Sockets", "Framing", "Connections", "Serialization", "Net", "Hosting"];
    private static readonly Assembly NetPoll = Assembly.Load("Akka.NetPoll");

    [Fact]
    public void A_folder_uses_only_the_folders_above_it()
    {
        var upward = from type in NetPoll.GetTypes()
                     let layer = LayerOf(type)
                     where layer >= 0
                     from used in TypeReferences.Of(type)
                     where used.Assembly == NetPoll && LayerOf(used) > layer
                     select $"{type.FullName} uses {used.FullName}";

        upward.Should().BeEmpty();
    }

    [Fact]
    public void Multiplexing_names_no_Akka_type()
    {
        var named = from type in NetPoll.GetTypes()
                    where LayerOf(type) == 0
                    from used in TypeReferences.Of(type)
                    where used.Assembly.GetName().Name is "Akka" or "Akka.Hosting"
                    select $"{type.FullName} names {used.FullName}";

        named.Should().BeEmpty();
    }

    [Fact]
    public void Every_folder_is_a_layer()
    {
        var strangers = from type in NetPoll.GetTypes()
                        where type.Namespace is { } space && space.StartsWith(Root, StringComparison.Ordinal)
                        where LayerOf(type) < 0
                        select type.FullName;

        strangers.Should().BeEmpty();
    }

    private static int LayerOf(Type type) => type.Namespace is { } space && space.StartsWith(Root, StringComparison.Ordinal)
        ? Array.IndexOf(Layers, space[Root.Length..].Split('.')[0])
        : -1;
}
