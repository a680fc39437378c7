namespace Akka.Configuration.Hocon;

/// <summary>How one object is laid over another. Changes neither, so that trees can be shared between configurations.</summary>
internal static class HoconMerge
{
    /// <summary>A new object with the keys of both; where both have objects they are merged, else the upper value wins.</summary>
    public static HoconObject Overlay(HoconObject under, HoconObject over)
    {
        var merged = new HoconObject();
        foreach (var (key, value) in under.Items) merged.Items.Add(key, value);
        foreach (var (key, value) in over.Items)
            merged.Items[key] = under.GetKey(key)?.GetObject() is { } lower && value.GetObject() is { } upper
                ? Wrap(Overlay(lower, upper))
                : value;
        return merged;
    }

    /// <summary>True if laying <paramref name="over"/> over <paramref name="under"/> would add nothing: same texts, and no new list items.</summary>
    public static bool Covers(HoconObject over, HoconObject under)
    {
        foreach (var (key, value) in under.Items)
            if (over.GetKey(key) is not { } upper || !Covers(upper, value))
                return false;
        return true;
    }

    private static bool Covers(HoconValue over, HoconValue under)
    {
        if (under.GetObject() is { } lower) return over.GetObject() is { } upper ? Covers(upper, lower) : lower.Items.Count == 0;
        if (!under.IsArray()) return under.GetString() == over.GetString();
        var present = over.GetStringList();
        return under.GetStringList().All(present.Contains);
    }

    private static HoconValue Wrap(HoconObject content)
    {
        var value = new HoconValue();
        value.AppendValue(content);
        return value;
    }
}
