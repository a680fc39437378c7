using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>A cursor over HOCON text that knows its words: blanks, comments, quoted and unquoted text.</summary>
/// <remarks>Text that ends within a string ends the string. What is no HOCON throws, showing the line.</remarks>
internal sealed class HoconReader(string text)
{
    private const string Reserved = "$\"{}[]:=,#`^?!@*&\\";
    private const string TripleQuote = "\"\"\"";

    private int _position;

    public bool AtEnd => _position >= text.Length;

    /// <summary>The character at the cursor; NUL at the end.</summary>
    public char Current => AtEnd ? '\0' : text[_position];

    /// <summary>The character before the cursor; NUL at the start.</summary>
    public char Previous => _position == 0 ? '\0' : text[_position - 1];

    public bool At(string word) => string.CompareOrdinal(text, _position, word, 0, word.Length) == 0;

    public void Skip(int count = 1) => _position = Math.Min(_position + count, text.Length);

    /// <summary>Steps over the word if the cursor is at it.</summary>
    public bool Take(string word)
    {
        if (!At(word)) return false;
        _position += word.Length;
        return true;
    }

    /// <summary>Steps over white space, line ends and comments.</summary>
    public void SkipBlanks()
    {
        while (!AtEnd)
        {
            if (char.IsWhiteSpace(Current)) _position++;
            else if (AtComment) SkipLine();
            else return;
        }
    }

    /// <summary>Spaces and tabs, which belong to a value if more of it follows on the line.</summary>
    public string ReadSpaces() => ReadWhile(() => Current is ' ' or '\t');

    public bool AtUnquotedText => !AtEnd && !char.IsWhiteSpace(Current) && !AtComment && !Reserved.Contains(Current);

    public string ReadUnquotedText() => ReadWhile(() => AtUnquotedText);

    public bool AtUnquotedKey => AtUnquotedText && Current != '.';

    /// <summary>A key may hold blanks, even line ends; those around it are not its own.</summary>
    public string ReadUnquotedKey() =>
        ReadWhile(() => !AtEnd && !AtComment && Current != '.' && !Reserved.Contains(Current)).Trim();

    public bool AtQuoted => Current == '"';

    /// <summary>A triple-quoted string, taken as it is, or a quoted one.</summary>
    public string ReadQuotedText() => At(TripleQuote) ? ReadTripleQuoted() : ReadQuoted();

    /// <summary>A quoted string with its escapes replaced.</summary>
    public string ReadQuoted()
    {
        var content = new StringBuilder();
        for (Skip(); !AtEnd && Current != '"';)
            content.Append(Current == '\\' ? ReadEscape() : ReadOne());
        Skip();
        return content.ToString();
    }

    /// <summary>The name that an <c>include "name"</c> at the cursor asks for; null, and nothing read, if there is none.</summary>
    public string? ReadInclude()
    {
        const string include = "include";
        var start = _position;
        if (Take(include) && (AtComment || char.IsWhiteSpace(Current)))
        {
            SkipBlanks();
            if (AtQuoted) return ReadQuoted();
        }

        _position = start;
        return null;
    }

    /// <summary>What to throw: the cause, where it is, and the line with a mark under the place.</summary>
    public FormatException Error(string cause) => new(Locate(cause));

    /// <inheritdoc cref="Error"/>
    public string Locate(string cause)
    {
        var at = Math.Min(_position, text.Length);
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at);
        var line = text[start..(end < 0 ? text.Length : end)].TrimEnd('\r');
        var number = text.AsSpan(0, start).Count('\n') + 1;
        return $"{cause} at line {number}, column {at - start + 1}:\n{line}\n{new string(' ', at - start)}^";
    }

    private bool AtComment => Current == '#' || At("//");

    private void SkipLine()
    {
        var end = text.IndexOf('\n', _position);
        _position = end < 0 ? text.Length : end + 1;
    }

    private char ReadOne() => text[_position++];

    private string ReadWhile(Func<bool> condition)
    {
        var start = _position;
        while (condition()) _position++;
        return text[start.._position];
    }

    private string ReadTripleQuoted()
    {
        Skip(TripleQuote.Length);
        var end = text.IndexOf(TripleQuote, _position, StringComparison.Ordinal);
        var content = end < 0 ? text[_position..] : text[_position..end];
        Skip(content.Length + TripleQuote.Length);
        return content;
    }

    private char ReadEscape()
    {
        Skip();
        var code = Current;
        if (code == 'u') return ReadUnicodeEscape();
        var character = code switch
        {
            '"' or '\\' or '/' => code,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Error($"Unknown escape code: {code}"),
        };
        Skip();
        return character;
    }

    private char ReadUnicodeEscape()
    {
        const int digits = 4;
        Skip();
        if (_position + digits > text.Length
            || !ushort.TryParse(text.AsSpan(_position, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            throw Error("\\u needs four hexadecimal digits");
        Skip(digits);
        return (char)value;
    }
}
