using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests;

/// <summary>Each folder names the folders it may use, and none of them leads back to it.</summary>
/// <remarks>
/// ArchUnitNET reads signatures, attributes and method bodies, those of lambdas, iterators and async methods too.
/// It does not see a type that only a catch clause names.
/// </remarks>
public sealed class LayersSpec
{
    private const string Root = "Akka.NetPoll";
    private static readonly Architecture Library = new ArchLoader().LoadAssembly(typeof(NetPoll).Assembly).Build();
    private static readonly Architecture Specs = new ArchLoader().LoadAssembly(typeof(LayersSpec).Assembly).Build();

    // In the order in which they are built: a folder uses none that stands below it. The root has no name.
    private static readonly (string Folder, string[] Uses)[] Graph =
    [
        ("Deadline", []),
        ("Configuration", []),
        ("Serialization", []),
        ("Multiplexing", []),
        ("Polling", ["Deadline", "Serialization", "Multiplexing"]),
        ("Dispatch", ["Configuration", "Polling"]),
        ("Sockets", []),
        ("Framing", []),
        ("Runtime", ["Configuration", "Multiplexing", "Polling", "Dispatch", "Serialization"]),
        ("Tls", ["Configuration", "Sockets"]),
        ("Descriptors", ["Deadline", "Multiplexing", "Polling", "Dispatch", "Sockets"]),
        ("Connections", ["Deadline", "Configuration", "Serialization", "Multiplexing", "Polling", "Sockets", "Tls", "Descriptors", "Runtime"]),
        ("Net", ["Deadline", "Configuration", "Multiplexing", "Polling", "Dispatch", "Sockets", "Tls", "Descriptors", "Runtime", "Connections"]),
        ("", ["Configuration", "Polling", "Dispatch", "Sockets", "Descriptors", "Runtime", "Connections", "Net"]),
        ("Hosting", ["Configuration", "Tls", "Connections", ""]),
    ];

    [Fact]
    public void A_folder_uses_those_that_it_names_and_no_other() =>
        (from use in Uses() where !Named(use.User).Contains(use.Used) select use.What).Should().BeEmpty();

    [Fact]
    public void A_folder_names_those_that_it_uses_and_no_other()
    {
        var uses = Uses().Select(use => (use.User, use.Used)).ToHashSet();

        (from folder in Graph from used in folder.Uses where !uses.Contains((folder.Folder, used)) select $"{folder.Folder} uses {used}")
            .Should().BeEmpty();
    }

    [Fact]
    public void No_folder_names_one_that_stands_below_it()
    {
        List<string> order = [.. Graph.Select(folder => folder.Folder)];

        (from folder in Graph from used in folder.Uses where order.IndexOf(used) >= order.IndexOf(folder.Folder) select $"{folder.Folder} uses {used}")
            .Should().BeEmpty();
    }

    [Theory]
    [InlineData("Multiplexing")]
    [InlineData("Tls")]
    public void What_drives_no_actor_names_no_Akka_type(string layer)
    {
        var named = from type in Library.Types
                    where FolderOf(type) == layer
                    from used in type.GetTypeDependencies()
                    where IsAkkas(used)
                    select $"{type.FullName} names {used.FullName}";

        named.Should().BeEmpty();
    }

    [Fact]
    public void Every_folder_is_in_the_graph() =>
        Library.Types.Select(FolderOf).OfType<string>().Distinct().Should().BeEquivalentTo(Graph.Select(folder => folder.Folder));

    [Fact]
    public void What_a_folder_uses_is_found() =>
        Uses().Select(use => use.What).Should().Contain(use => use.StartsWith("Akka.NetPoll.Net.NetFd uses Akka.NetPoll.Polling.", StringComparison.Ordinal))
            .And.Contain("Akka.NetPoll.Hosting.NetPollHostingExtensions uses Akka.NetPoll.NetPollProvider");

    [Fact]
    public void Akkas_types_are_found_where_they_are_used() =>
        Library.Types.Where(type => FolderOf(type) == "Connections").SelectMany(type => type.GetTypeDependencies())
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

    // From one folder to another, by any of their types.
    private static IEnumerable<(string User, string Used, string What)> Uses() =>
        from type in Library.Types
        let user = FolderOf(type)
        where user is not null
        from named in type.GetTypeDependencies().Distinct()
        let used = FolderOf(named)
        where used is not null && used != user
        select (user, used, $"{type.FullName} uses {named.FullName}");

    private static string[] Named(string folder) => Graph.Single(each => each.Folder == folder).Uses;

    // The root's is empty; null is not the library's. A Deadline stands where users find it, and on the ground.
    private static string? FolderOf(IType type)
    {
        string space = type.Namespace.FullName;
        if (type.FullName == typeof(Deadline).FullName) return nameof(Deadline);
        if (space == Root) return "";
        return space.StartsWith($"{Root}.", StringComparison.Ordinal) ? space[(Root.Length + 1)..].Split('.')[0] : null;
    }

    private static bool IsAkkas(IType type) => type.FullName.StartsWith("Akka.", StringComparison.Ordinal) && FolderOf(type) is null;

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
