// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Configuration.Hocon;

/// <summary>Reads HOCON: turns text into a <see cref="HoconRoot"/>.</summary>
/// <remarks>
/// As lenient as the real parser: a missing brace or quote at the end is added, text after the brace that closes
/// the document is not read, and a bracket, brace or dot that means nothing where a key is expected is skipped.
/// Beyond the real one: <c>+=</c>, <c>${?optional}</c>, a value that refers to its own earlier one, and an error
/// instead of a stack overflow for substitutions that go round in circles.
/// </remarks>
public class Parser
{
    private const string BadUnquotedText =
        "Could not parse an unquoted text value containing assignment character '=' or ':'. "
        + "An object needs curly brackets, an address double quotes;";

    private readonly HoconReader _reader;
    private readonly Func<string, HoconRoot> _include;
    private readonly HoconSubstitutions _substitutions = new();

    private Parser(string text, Func<string, HoconRoot> include)
    {
        _reader = new HoconReader(text);
        _include = include;
    }

    /// <summary>Parses a document; <paramref name="includeCallback"/> may be null if it includes nothing.</summary>
    public static HoconRoot Parse(string text, Func<string, HoconRoot> includeCallback)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new Parser(text, includeCallback);
        var root = new HoconValue();
        parser.ReadObject(root, path: "");
        parser._substitutions.Resolve(root);
        return new HoconRoot(root, parser._substitutions.ByPath);
    }

    // An object's fields, up to and with its closing brace.
    private void ReadObject(HoconValue owner, string path)
    {
        var fields = Fields(owner);
        while (true)
        {
            _reader.SkipBlanks();
            if (_reader.AtEnd || _reader.Take("}")) return;
            if (_reader.ReadInclude() is { } name) Include(fields, name, path);
            else if (IsKey) ReadField(fields, path);
            else SkipMeaningless();
        }
    }

    // A key, perhaps dotted, and what is assigned to it.
    private void ReadField(HoconObject fields, string path)
    {
        var key = _reader.AtQuoted ? _reader.ReadQuoted() : _reader.ReadUnquotedKey();
        var append = _reader.Current == '=' && _reader.Previous == '+';
        if (append) key = key[..^1].TrimEnd();
        var value = fields.GetOrCreateKey(key);
        ReadAssignment(value, path.Length == 0 ? key : $"{path}.{key}", append);
    }

    private void ReadAssignment(HoconValue value, string path, bool append)
    {
        while (true)
        {
            _reader.SkipBlanks();
            if (_reader.AtEnd) return;
            if (_reader.Take(".")) { ReadNestedField(value, path); return; }
            if (_reader.Take("{")) { ReadObject(value, path); return; }
            if (_reader.Take("=") || _reader.Take(":")) { Assign(value, path, append); return; }
            if (IsKey && !_reader.AtQuoted) _reader.ReadUnquotedKey();
            else if (IsKey) _reader.ReadQuoted();
            else if (!_reader.Take("}")) SkipMeaningless();
        }
    }

    // The rest of a dotted key. An end or a brace instead of it leaves the object empty.
    private void ReadNestedField(HoconValue owner, string path)
    {
        var fields = Fields(owner);
        while (true)
        {
            _reader.SkipBlanks();
            if (_reader.AtEnd || _reader.Take("}")) return;
            if (IsKey) { ReadField(fields, path); return; }
            SkipMeaningless();
        }
    }

    private void Assign(HoconValue value, string path, bool append)
    {
        if (_reader.AtEnd) throw _reader.Error($"The value of '{path}' is missing");
        var earlier = new HoconValue();
        earlier.Values.AddRange(value.Values);
        if (!append)
        {
            if (!value.IsObject()) // An object is merged with what follows.
            {
                value.Clear();
                _substitutions.Move(value, earlier);
            }

            ReadValue(value, path, earlier);
            return;
        }

        var item = new HoconValue();
        ReadValue(item, path, earlier);
        value.AppendValue(new HoconArray { item });
    }

    // All the pieces of one value: they end with the line, a comma or a bracket. False if there was nothing at all.
    private bool ReadValue(HoconValue owner, string path, HoconValue earlier)
    {
        var any = false;
        _reader.SkipBlanks();
        while (ReadPiece(owner, path, earlier))
        {
            any = true;
            if (_reader.ReadSpaces() is { Length: > 0 } blanks)
                owner.AppendValue(new HoconLiteral { Value = blanks });
        }

        return _reader.Take(",") || any;
    }

    private bool ReadPiece(HoconValue owner, string path, HoconValue earlier)
    {
        if (_reader.Take("{")) ReadObject(owner, path);
        else if (_reader.Take("[")) owner.AppendValue(ReadArray(path, earlier));
        else if (_reader.Take("${")) owner.AppendValue(ReadSubstitution(owner, path, earlier));
        else if (_reader.AtQuoted) AppendText(owner, _reader.ReadQuotedText());
        else if (_reader.AtUnquotedText) AppendText(owner, ReadUnquotedText());
        else return false;
        return true;
    }

    private string ReadUnquotedText()
    {
        var text = _reader.ReadUnquotedText();
        return _reader.Current is '=' or ':' ? throw new ConfigurationException(_reader.Locate(BadUnquotedText)) : text;
    }

    // Text takes an object's place; it joins anything else.
    private static void AppendText(HoconValue owner, string text)
    {
        if (owner.IsObject()) owner.Clear();
        owner.AppendValue(new HoconLiteral { Value = text });
    }

    private HoconArray ReadArray(string path, HoconValue earlier)
    {
        var items = new HoconArray();
        _reader.SkipBlanks();
        while (!_reader.AtEnd && !_reader.Take("]"))
        {
            var item = new HoconValue();
            if (!ReadValue(item, path, earlier)) throw _reader.Error($"Expected an item of the list '{path}' or ']'");
            items.Add(item);
            _reader.SkipBlanks();
        }

        return items;
    }

    private HoconSubstitution ReadSubstitution(HoconValue owner, string path, HoconValue earlier)
    {
        var optional = _reader.Take("?");
        var target = "";
        while (!_reader.AtEnd && _reader.Current != '}')
        {
            if (_reader.AtQuoted) target += $"\"{_reader.ReadQuoted()}\"";
            else if (_reader.AtUnquotedText) target += _reader.ReadUnquotedText();
            else throw _reader.Error($"Expected '}}' after the substitution ${{{target}");
        }

        _reader.Take("}");
        if (target.Length == 0) throw _reader.Error("A substitution needs a path");
        return _substitutions.Add(new PendingSubstitution(new HoconSubstitution(target), owner, path, earlier, optional));
    }

    private void Include(HoconObject fields, string name, string path)
    {
        if (_include?.Invoke(name) is not { } included)
            throw new ConfigurationException(_reader.Locate($"Nobody answers include \"{name}\""));
        _substitutions.Adopt(included.Substitutions, path);
        if (included.Value.GetObject() is { } content) fields.Merge(content);
    }

    private bool IsKey => _reader.AtQuoted || _reader.AtUnquotedKey;

    private void SkipMeaningless()
    {
        var sign = _reader.Current;
        if (!".{=:[]".Contains(sign)) throw _reader.Error($"Unknown token '{sign}'");
        _reader.Skip();
        if (_reader.AtEnd && sign is ('=' or ':')) throw _reader.Error($"Nothing follows the '{sign}'");
    }

    private static HoconObject Fields(HoconValue owner)
    {
        if (!owner.IsObject()) owner.NewValue(new HoconObject());
        return owner.GetObject();
    }
}
