using System.Reflection;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>The styles of this build.</summary>
internal static class EchoStyles
{
    private static readonly Dictionary<string, Type> Types = (
        from type in typeof(EchoStyles).Assembly.GetTypes()
        where type.GetCustomAttribute<EchoStyleAttribute>() is not null
        select type).ToDictionary(type => type.GetCustomAttribute<EchoStyleAttribute>()!.Name);

    /// <summary>Names and descriptions.</summary>
    public static IEnumerable<EchoStyleAttribute> All =>
        Types.Values.Select(type => type.GetCustomAttribute<EchoStyleAttribute>()!).OrderBy(style => style.Name);

    /// <summary>A new server of this style.</summary>
    public static IEchoServer Create(string name) => Types.TryGetValue(name, out Type? type)
        ? (IEchoServer)Activator.CreateInstance(type)!
        : throw new UsageException($"no style '{name}'; there are: {string.Join(", ", All.Select(style => style.Name))}");
}
