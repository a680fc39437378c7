using Akka.Actor;

namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>One log source: as it is written, or as an actor's path without its address.</summary>
public class EqualsStringAndPathMatcher(string path, bool canBeRelative = true) : IStringMatcher
{
    /// <inheritdoc/>
    public bool IsMatch(string s) =>
        Same(s) || (canBeRelative && ActorPath.TryParse(s, out var actor) && Same(actor.ToStringWithoutAddress()));

    /// <inheritdoc/>
    public override string ToString() => $"== \"{path}\"";

    private bool Same(string other) => string.Equals(path, other, StringComparison.OrdinalIgnoreCase);
}
