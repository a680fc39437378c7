// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Keys and their values, in the order they were first written.</summary>
public class HoconObject : IHoconElement
{
    public Dictionary<string, HoconValue> Items { get; } = [];

    /// <summary>The same as plain dictionaries; what is no object stays a <see cref="HoconValue"/>.</summary>
    public IDictionary<string, object> Unwrapped =>
        Items.ToDictionary(item => item.Key, item => (object)item.Value.GetObject()?.Unwrapped ?? item.Value);

    public bool IsString() => false;

    public string GetString() => throw new NotSupportedException("An object is not text.");

    public bool IsArray() => false;

    public IList<HoconValue> GetArray() => throw new NotSupportedException("An object is not a list.");

    /// <summary>The value of a key, or null.</summary>
    public HoconValue GetKey(string key) => Items.GetValueOrDefault(key);

    public HoconValue GetOrCreateKey(string key)
    {
        if (!Items.TryGetValue(key, out var value)) Items.Add(key, value = new HoconValue());
        return value;
    }

    /// <summary>Lays another object over this one, as <c>include</c> does: objects merge, any other value of the other wins.</summary>
    public void Merge(HoconObject other)
    {
        foreach (var (key, value) in HoconMerge.Overlay(this, other).Items) Items[key] = value;
    }

    public override string ToString() => ToString(0);

    public string ToString(int indent)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Items)
            text.Append(' ', indent * 2).Append(HoconValue.Quote(key)).Append(" : ").Append(value.ToString(indent)).Append("\r\n");
        return text.ToString();
    }
}
