namespace Akka.Util;

/// <summary>Text from values that may be null.</summary>
public static class StringFormat
{
    /// <summary>Joins; null reads <c>&lt;null&gt;</c>.</summary>
    public static string SafeJoin(string separator, params object?[] args) =>
        string.Join(separator, args.Select(arg => arg ?? "<null>"));
}
