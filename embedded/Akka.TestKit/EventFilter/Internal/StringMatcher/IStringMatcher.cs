namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>Part of an event filter: which texts it is after. Its ToString appears in failures.</summary>
public interface IStringMatcher
{
    /// <summary>Whether the filter is after this text.</summary>
    bool IsMatch(string s);
}
