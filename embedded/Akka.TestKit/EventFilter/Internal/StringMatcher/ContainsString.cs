namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>Texts that contain a part, in any case.</summary>
public class ContainsString(string part) : IStringMatcher
{
    /// <inheritdoc/>
    public bool IsMatch(string s) => s.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => $"contains \"{part}\"";
}
