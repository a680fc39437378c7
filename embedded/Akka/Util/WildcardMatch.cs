using System.Text;
using System.Text.RegularExpressions;

namespace Akka.Util;

/// <summary>Matching with wildcards.</summary>
public static class WildcardMatch
{
    /// <summary>True if all of the text is as the pattern: <c>*</c> is any text on one line, <c>?</c> any character.</summary>
    /// <remarks>A blank in the pattern is any white space; brackets and other signs of a regular expression keep their meaning.</remarks>
    public static bool Like(this string text, string pattern, bool caseSensitive = false)
    {
        var expression = new StringBuilder("^");
        foreach (var c in pattern) expression.Append(Translate(c));
        expression.Append('$');
        return Regex.IsMatch(text, expression.ToString(), caseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase);
    }

    private static string Translate(char c) => c switch
    {
        '*' => ".*?",
        '?' => ".",
        ' ' => @"\s",
        '.' or '\\' or '$' or '^' => $@"\{c}",
        _ => c.ToString(),
    };
}
