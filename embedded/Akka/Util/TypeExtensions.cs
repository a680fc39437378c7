using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Akka.Annotations;

namespace Akka.Util;

/// <summary>Questions about types.</summary>
public static partial class TypeExtensions
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static bool Implements<T>(this Type type) => type.Implements(typeof(T));

    public static bool Implements(this Type type, Type moreGeneralType) => moreGeneralType.IsAssignableFrom(type);

    /// <summary>The name with the assembly, without versions: also that of a type's arguments.</summary>
    [InternalApi]
    public static string TypeQualifiedName(this Type type) =>
        Names.GetOrAdd(type, static t => AssemblyDetails().Replace(t.AssemblyQualifiedName ?? t.Name, ""));

    [GeneratedRegex(@", (Version|Culture|PublicKeyToken)=[^,\]]+")]
    private static partial Regex AssemblyDetails();
}
