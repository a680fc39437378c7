using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests;

/// <summary>The kernel's own calls are named in one folder, which has a portable counterpart, and by the multiplexers' backends.</summary>
public sealed class KernelCallsSpec
{
    private const string Calls = "Akka.NetPoll.Sockets.Linux", Backends = "Akka.NetPoll.Multiplexing";
    private static readonly System.Reflection.Assembly Library = typeof(NetPoll).Assembly;
    private static readonly Architecture Read = new ArchLoader().LoadAssembly(Library).Build();

    [Fact]
    public void Only_there_is_Tmds_LibC_named() => NamespacesOf(UsersOfLibC()).Should().BeEquivalentTo([Calls, Backends]);

    [Fact]
    public void Only_there_are_native_functions_imported() => NamespacesOf(Importers()).Should().BeSubsetOf([Calls, Backends]).And.Contain(Calls);

    [Fact]
    public void Of_the_multiplexers_only_backends_and_wakers_name_it() =>
        UsersOfLibC().Where(type => type.StartsWith(Backends, StringComparison.Ordinal)).Should().OnlyContain(
            type => type.EndsWith("Multiplexer", StringComparison.Ordinal) || type.EndsWith("Waker", StringComparison.Ordinal));

    [Fact]
    public void What_is_called_there_has_a_portable_counterpart()
    {
        string[] portable = [.. TypesIn("Akka.NetPoll.Sockets.Portable")];

        portable.Should().NotBeEmpty().And.BeSubsetOf(TypesIn(Calls));
    }

    private static IEnumerable<string> UsersOfLibC() =>
        from type in Read.Types
        where type.FullName.StartsWith("Akka.NetPoll.", StringComparison.Ordinal)
        where type.GetTypeDependencies().Any(used => used.FullName.StartsWith("Tmds.", StringComparison.Ordinal))
        select type.FullName.Split('+')[0];

    private static IEnumerable<string> Importers() =>
        from type in Library.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where method.Attributes.HasFlag(System.Reflection.MethodAttributes.PinvokeImpl)
        select type.FullName!.Split('+')[0];

    private static IEnumerable<string> NamespacesOf(IEnumerable<string> types) => types.Select(type => type[..type.LastIndexOf('.')]).Distinct();

    private static IEnumerable<string> TypesIn(string space) =>
        Library.GetTypes().Where(type => type.Namespace == space && !type.IsNested).Select(type => type.Name);
}
