using Akka.Configuration.Hocon;
using FsCheck;
using FsCheck.Fluent;

namespace Akka.Embedded.Specs.Configuration;

/// <summary>What a HOCON document means, for property tests: text, a list or an object.</summary>
internal abstract record HoconTree
{
    private static readonly Gen<string> PlainText = Gen.Elements("a", "42", "-1.5", "two words", "x_y-z", "10.0.0.1", "+", "5s");

    private static readonly Gen<string> AnyText = Gen.Frequency(
        (3, PlainText),
        (1, Gen.Elements("", "{", "[]", "#no comment", "// nor this", "a = b", "${x}", "q\"q", "back\\slash", "tab\tin", "line\nend", "é€", ",")));

    private static readonly Gen<string> Key = Gen.Elements(
        "a", "b", "c", "d-e", "f_g", "h1", "two words", "dot.ted", "sl/ash", "col:on", "in\"quotes", "é");

    /// <summary>Documents of every kind of value; few, since each level has up to four.</summary>
    public static Arbitrary<HoconTree> Documents => Objects(Key, Node(AnyText, Key, 3)).ToArbitrary();

    /// <summary>Documents in which a key always has the same kind of value, so that laying one over another is never a change of kind.</summary>
    public static Arbitrary<HoconTree> Layers => Layer(3).ToArbitrary();

    public sealed record Text(string Value) : HoconTree;

    public sealed record Items(HoconTree[] Values) : HoconTree;

    public sealed record Fields(KeyValuePair<string, HoconTree>[] Values) : HoconTree;

    /// <summary>One text for all trees that mean the same: the order of keys says nothing.</summary>
    public string Canonical() => this switch
    {
        Text text => $"'{text.Value}'",
        Items items => $"[{string.Join(";", items.Values.Select(item => item.Canonical()))}]",
        Fields fields => Join(fields.Values.Select(field => (field.Key, field.Value.Canonical()))),
        _ => throw new InvalidOperationException(),
    };

    /// <inheritdoc cref="Canonical()"/>
    public static string Canonical(HoconValue value)
    {
        if (value.GetObject() is { } fields) return Join(fields.Items.Select(field => (field.Key, Canonical(field.Value))));
        return value.IsString() ? $"'{value.GetString()}'" : $"[{string.Join(";", value.GetArray().Select(Canonical))}]";
    }

    private static string Join(IEnumerable<(string Key, string Value)> fields) =>
        $"{{{string.Join(";", fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"'{field.Key}':{field.Value}"))}}}";

    private static Gen<HoconTree> Node(Gen<string> text, Gen<string> key, int depth)
    {
        var leaf = text.Select(value => (HoconTree)new Text(value));
        if (depth == 0) return leaf;
        var inner = Node(text, key, depth - 1);
        return Gen.Frequency((3, leaf), (1, Lists(inner)), (2, Objects(key, inner)));
    }

    private static Gen<HoconTree> Lists(Gen<HoconTree> item) =>
        Gen.Choose(0, 3).SelectMany(count => item.ArrayOf(count)).Select(items => (HoconTree)new Items(items));

    private static Gen<HoconTree> Objects(Gen<string> key, Gen<HoconTree> value) =>
        from count in Gen.Choose(0, 4)
        from keys in key.ArrayOf(count)
        from values in value.ArrayOf(count)
        select (HoconTree)new Fields(keys.Zip(values, KeyValuePair.Create).DistinctBy(field => field.Key).ToArray());

    private static Gen<HoconTree> Layer(int depth)
    {
        var text = PlainText.Select(value => (HoconTree)new Text(value));
        var kinds = new Dictionary<string, Gen<HoconTree>> { ["t1"] = text, ["t2"] = text, ["l"] = Lists(text) };
        if (depth > 0) kinds["o1"] = kinds["o2"] = Layer(depth - 1);
        return
            from keys in Gen.SubListOf<string>(kinds.Keys)
            from values in Gen.CollectToSequence(keys.Select(key => kinds[key]))
            select (HoconTree)new Fields(keys.Zip(values, KeyValuePair.Create).ToArray());
    }
}
