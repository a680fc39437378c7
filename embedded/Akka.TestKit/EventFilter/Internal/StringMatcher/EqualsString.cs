namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>One text, in any case.</summary>
public class EqualsString(string expected) : IStringMatcher
{
    /// <inheritdoc/>
    public bool IsMatch(string s) => string.Equals(expected, s, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => $"== \"{expected}\"";
}
