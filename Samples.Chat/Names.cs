namespace Samples.Chat;

/// <summary>What people and rooms may be called. Names that differ only in case are the same.</summary>
internal static class Names
{
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    public static bool IsValid(string name, int maxLength) =>
        name.Length > 0 && name.Length <= maxLength && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');

    public static string Rule(int maxLength) => $"1 to {maxLength} letters, digits, '_' or '-'";
}
