using System.Text;

namespace Akka.Embedded.Specs.Configuration;

/// <summary>Prints a tree as HOCON, choosing anew among the ways to write each thing.</summary>
internal sealed class HoconPrinter(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    public string Print(HoconTree.Fields document)
    {
        var braces = Chance(3);
        if (braces) _text.Append(One("{", " {\n", "# comment\n{ "));
        Fields(document);
        if (braces) _text.Append(One("}", "\n}\n"));
        return _text.ToString();
    }

    /// <summary>One field and the end of its line.</summary>
    public string PrintField(string key, HoconTree value)
    {
        Field(key, value);
        return _text.Append('\n').ToString();
    }

    private void Fields(HoconTree.Fields fields)
    {
        foreach (var (key, value) in fields.Values)
        {
            Blank();
            Field(key, value);
        }

        Blank();
    }

    private void Field(string key, HoconTree value)
    {
        _text.Append(IsPlain(key) && Chance(2) ? key : Quoted(key));
        switch (value)
        {
            case HoconTree.Fields { Values: [var (inner, innerValue)] } when Chance(2):
                _text.Append('.');
                Field(inner, innerValue);
                break;
            case HoconTree.Fields fields when Chance(2):
                _text.Append(One("{", " {", " {\n"));
                Fields(fields);
                _text.Append("}\n"); // No comma may follow this way of writing.
                break;
            default:
                _text.Append(One("=", " = ", ":", " : ", " =\n  "));
                Value(value);
                _text.Append(One("\n", " \n", ",", " , ", ",\n", " # comment, {\n", "\t// comment\n"));
                break;
        }
    }

    private void Value(HoconTree value)
    {
        switch (value)
        {
            case HoconTree.Text text:
                Text(text.Value);
                break;
            case HoconTree.Items { Values: [] }:
                _text.Append("[]");
                break;
            case HoconTree.Items items:
                _text.Append(One("[", "[ ", "[\n"));
                foreach (var item in items.Values)
                {
                    Value(item);
                    _text.Append(One(", ", ",", "\n", " ,\n", " # comment ]\n"));
                }

                _text.Append(']');
                break;
            case HoconTree.Fields fields:
                _text.Append('{');
                Fields(fields);
                _text.Append('}');
                break;
        }
    }

    private void Text(string text)
    {
        if (IsPlain(text) && Chance(2)) _text.Append(text);
        else if (!text.Contains('"') && text.Length > 0 && Chance(3)) _text.Append("\"\"\"").Append(text).Append("\"\"\"");
        else _text.Append(Quoted(text));
    }

    private void Blank() => _text.Append(One("", " ", "\n", "\r\n", "\t", " # } comment\n", "// comment = 1\n"));

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\t", "\\t").Replace("é", "\\u00e9")}\"";

    // A key is split at its dots.
    private static bool IsPlain(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '+' or ' ' || (c == '.' && char.IsDigit(text[^1])));

    private bool Chance(int n) => _random.Next(n) == 0;

    private string One(params string[] ways) => ways[_random.Next(ways.Length)];
}
