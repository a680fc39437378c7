using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests;

/// <summary>Folders are layers: a folder uses only those above it.</summary>
/// <remarks>
/// ArchUnitNET reads signatures, attributes and method bodies, those of lambdas, iterators and async methods too.
/// It does not see a type that only a catch clause names.
/// </remarks>
public sealed class LayersSpec
{
    private const string Root = "Akka.NetPoll.";
    private static readonly string[] Layers = ["Multiplexing", "Polling", "Dispatch", "Sockets", "Framing", "Tls", "Connections", "Serialization", "Net", "Hosting"];
    private static readonly Architecture Library = new ArchLoader().LoadAssembly(typeof(NetPoll).Assembly).Build();
    private static readonly Architecture Specs = new ArchLoader().LoadAssembly(typeof(LayersSpec).Assembly).Build();

    [Fact]
    public void A_folder_uses_only_the_folders_above_it() => Against(Layers).Should().BeEmpty();

    [Theory]
    [InlineData("Multiplexing")]
    [InlineData("Tls")]
    public void What_drives_no_actor_names_no_Akka_type(string layer)
    {
        var named = from type in Library.Types
                    where LayerOf(type, Layers) == Array.IndexOf(Layers, layer)
                    from used in type.GetTypeDependencies()
                    where IsAkkas(used)
                    select $"{type.FullName} names {used.FullName}";

        named.Should().BeEmpty();
    }

    [Fact]
    public void Every_folder_is_a_layer()
    {
        var strangers = from type in Library.Types
                        where type.FullName.StartsWith(Root, StringComparison.Ordinal) && type.Namespace.FullName.Length > Root.Length
                        where LayerOf(type, Layers) < 0
                        select type.FullName;

        strangers.Should().BeEmpty();
    }

    [Fact]
    public void Folders_that_use_those_below_them_are_found()
    {
        string[] turned = [.. Layers.Reverse()];

        Against(turned).Should().Contain(use => use.StartsWith("Akka.NetPoll.Net.NetConn uses Akka.NetPoll.Polling.", StringComparison.Ordinal))
            .And.Contain(use => use.StartsWith("Akka.NetPoll.Hosting.", StringComparison.Ordinal));
    }

    [Fact]
    public void Akkas_types_are_found_where_they_are_used() =>
        Library.Types.Where(type => LayerOf(type, Layers) == Array.IndexOf(Layers, "Connections")).SelectMany(type => type.GetTypeDependencies())
            .Should().Contain(used => IsAkkas(used));

    [Theory]
    [InlineData(nameof(InTypeof))]
    [InlineData(nameof(InLambda))]
    [InlineData(nameof(InClosure))]
    [InlineData(nameof(InAsync))]
    [InlineData(nameof(InGenericArgument))]
    [InlineData(nameof(InGenericCall))]
    [InlineData(nameof(InAttribute))]
    [InlineData(nameof(InStaticCall))]
    public void A_use_is_found_wherever_it_stands(string user) =>
        Specs.Types.Single(type => type.FullName == $"{typeof(LayersSpec).FullName}+{user}").GetTypeDependencies()
            .Should().Contain(used => used.FullName.StartsWith($"{typeof(LayersSpec).FullName}+{nameof(Used)}", StringComparison.Ordinal));

    private static IEnumerable<string> Against(string[] layers) =>
        from type in Library.Types
        let layer = LayerOf(type, layers)
        where layer >= 0
        from used in type.GetTypeDependencies().Distinct()
        where LayerOf(used, layers) > layer
        select $"{type.FullName} uses {used.FullName}";

    private static int LayerOf(IType type, string[] layers) =>
        type.Namespace.FullName is var space && space.StartsWith(Root, StringComparison.Ordinal)
            ? Array.IndexOf(layers, space[Root.Length..].Split('.')[0])
            : -1;

    private static bool IsAkkas(IType type) =>
        type.FullName.StartsWith("Akka.", StringComparison.Ordinal) && !type.FullName.StartsWith(Root, StringComparison.Ordinal);

    private static class Used
    {
        public static int Count => 1;
    }

    private sealed class UsedAttribute : System.Attribute;

    private sealed class InTypeof
    {
        public static object Type => typeof(Used);
    }

    private sealed class InLambda
    {
        public static Func<int> Count => static () => Used.Count;
    }

    private sealed class InClosure
    {
        public static Func<int> CountOn(int from) => () => from + Used.Count;
    }

    private sealed class InAsync
    {
        public static async Task<int> CountAsync()
        {
            await Task.Yield();
            return Used.Count;
        }
    }

    private sealed class InGenericArgument
    {
        public List<List<UsedAttribute>>? Lists { get; init; }
    }

    private sealed class InGenericCall
    {
        public static object Empty => Array.Empty<UsedAttribute>();
    }

    [Used]
    private sealed class InAttribute;

    private sealed class InStaticCall
    {
        public static int Count() => Used.Count;
    }
}
