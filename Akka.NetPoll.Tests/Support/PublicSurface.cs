using System.Reflection;
using System.Text.RegularExpressions;

namespace Akka.NetPoll.Tests.Support;

/// <summary>What users of an assembly can name: one line a type and a member, sorted.</summary>
internal static partial class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string[] Of(Assembly assembly) =>
        [.. assembly.GetTypes().Where(IsVisible).SelectMany(Lines).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        var bases = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? $" : {Name(parent)}" : "";
        yield return $"{Name(type)}{bases}";
        foreach (var member in type.GetMembers(Declared))
            if (Line(member) is { } line)
                yield return $"{Name(type)}.{line}";
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } c when IsSeen(c) => $"new({Parameters(c)})",
        MethodInfo { IsSpecialName: false } m when IsSeen(m) && !IsGenerated(m) => $"{m.Name}({Parameters(m)}): {Name(m.ReturnType)}",
        PropertyInfo p when IsSeen(p.GetMethod) || IsSeen(p.SetMethod) =>
            $"{p.Name} {{{(IsSeen(p.GetMethod) ? " get;" : "")}{(IsSeen(p.SetMethod) ? " set;" : "")} }}: {Name(p.PropertyType)}",
        FieldInfo f when (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsSpecialName => $"{f.Name}: {Name(f.FieldType)}",
        EventInfo e when IsSeen(e.AddMethod) => $"event {e.Name}: {Name(e.EventHandlerType!)}",
        _ => null,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? "?" : "")}"));

    private static bool IsSeen(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    // What every record has.
    private static bool IsGenerated(MethodInfo method) =>
        method.Name.Contains('<') || method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));

    private static bool IsVisible(Type type) => !type.Name.Contains('<') && (type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic);

    private static string Name(Type type)
    {
        if (type.HasElementType) return Name(type.GetElementType()!) + (type.IsArray ? "[]" : type.IsPointer ? "*" : "&");
        if (type.IsGenericParameter) return type.Name;

        var name = Arity().Replace((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name, "").Replace('+', '.');
        if (name.StartsWith("System.", StringComparison.Ordinal)) name = name[(name.LastIndexOf('.') + 1)..];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();
}
