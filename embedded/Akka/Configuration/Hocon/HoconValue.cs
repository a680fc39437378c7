// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>A value: the pieces written after a key, which together are one text, one list or one object.</summary>
/// <remarks>Once parsed it is only read, by any thread.</remarks>
public class HoconValue : IMightBeAHoconObject
{
    private static readonly char[] NeedQuotes = [' ', '\t', ':'];

    public HoconValue() => Values = [];

    /// <summary>The pieces, in the order written.</summary>
    public List<IHoconElement> Values { get; }

    /// <summary>True for nothing, and for an object without keys; not for an empty list.</summary>
    public bool IsEmpty => Values.Count == 0 || Values[0] is HoconObject { Items.Count: 0 };

    public void AppendValue(IHoconElement value) => Values.Add(value);

    public void Clear() => Values.Clear();

    /// <summary>Replaces all pieces by one.</summary>
    public void NewValue(IHoconElement value)
    {
        Values.Clear();
        Values.Add(value);
    }

    public Config ToConfig() => new(new HoconRoot(this));

    /// <summary>A configuration that has this value at one key.</summary>
    public Config AtKey(string key)
    {
        var parent = new HoconObject();
        parent.Items.Add(key, this);
        var root = new HoconValue();
        root.AppendValue(parent);
        return root.ToConfig();
    }

    public bool IsString() => Values.Count > 0 && Values.TrueForAll(piece => piece.IsString());

    /// <summary>True for a list with at least one item.</summary>
    public bool IsArray() => GetArray().Count != 0;

    public bool IsObject() => GetObject() is not null;

    /// <summary>The object, or null. Only the first piece decides.</summary>
    public HoconObject GetObject() => Values.Count == 0 ? null : Values[0] switch
    {
        HoconObject content => content,
        IMightBeAHoconObject other when other.IsObject() => other.GetObject(),
        _ => null,
    };

    /// <summary>The value of a key of this object; null if it lacks the key or is no object.</summary>
    public HoconValue GetChildObject(string key) => GetObject()?.GetKey(key);

    /// <summary>The pieces joined and trimmed; null for <c>null</c> and for what is no text.</summary>
    public string GetString()
    {
        if (!IsString()) return null;
        var text = string.Concat(Values.Select(piece => piece.GetString())).Trim();
        return text == "null" ? null : text;
    }

    public bool GetBoolean() => GetString() switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        var other => throw new NotSupportedException($"Unknown boolean format: {other}"),
    };

    public byte GetByte() => byte.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public int GetInt() => int.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public long GetLong() => long.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public float GetFloat() => float.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public double GetDouble() => double.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public decimal GetDecimal() => decimal.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    /// <summary>A size in bytes; null if there is no text.</summary>
    public long? GetByteSize() => HoconUnits.ParseByteSize(GetString());

    public TimeSpan GetTimeSpan(bool allowInfinite = true) => HoconUnits.ParseDuration(GetString(), allowInfinite);

    /// <summary>The items of all lists among the pieces, one list after the other.</summary>
    public IList<HoconValue> GetArray() => Values.Where(piece => piece.IsArray()).SelectMany(piece => piece.GetArray()).ToList();

    public IList<bool> GetBooleanList() => GetArray().Select(item => item.GetBoolean()).ToList();

    public IList<byte> GetByteList() => GetArray().Select(item => item.GetByte()).ToList();

    public IList<int> GetIntList() => GetArray().Select(item => item.GetInt()).ToList();

    public IList<long> GetLongList() => GetArray().Select(item => item.GetLong()).ToList();

    public IList<float> GetFloatList() => GetArray().Select(item => item.GetFloat()).ToList();

    public IList<double> GetDoubleList() => GetArray().Select(item => item.GetDouble()).ToList();

    public IList<decimal> GetDecimalList() => GetArray().Select(item => item.GetDecimal()).ToList();

    public IList<string> GetStringList() => GetArray().Select(item => item.GetString()).ToList();

    public override string ToString() => ToString(0);

    /// <summary>The value as HOCON; the braces of an object are left out at indent 0.</summary>
    public virtual string ToString(int indent)
    {
        if (IsString()) return Quote(GetString());
        if (GetObject() is { } content)
        {
            var inner = content.ToString(indent + 1);
            return indent == 0 ? inner : $"{{\r\n{inner}{new string(' ', indent * 2)}}}";
        }

        var items = GetArray();
        return items.Count == 0 ? "<<unknown value>>" : $"[{string.Join(",", items.Select(item => item.ToString(indent + 1)))}]";
    }

    internal static string Quote(string text)
    {
        if (text is null) return "";
        return text.IndexOfAny(NeedQuotes) < 0 ? text : $"\"{text}\"";
    }
}
