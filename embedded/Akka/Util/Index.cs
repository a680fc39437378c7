namespace Akka.Util;

/// <summary>Several values a key, each once. Any thread may change it; what it hands out is a snapshot.</summary>
public class Index<TKey, TValue> where TKey : notnull where TValue : IComparable<TValue>
{
    private readonly Dictionary<TKey, HashSet<TValue>> _sets = [];

    public bool IsEmpty => Locked(() => _sets.Count == 0);

    public ICollection<TKey> Keys => Locked(() => _sets.Keys.ToList());

    public HashSet<TValue> Values => Locked(() => _sets.Values.SelectMany(set => set).ToHashSet());

    /// <summary>The values of a key; none for an unknown one.</summary>
    public IEnumerable<TValue> this[TKey index] => Locked(() => _sets.TryGetValue(index, out var set) ? set.ToArray() : []);

    /// <summary>False if the key already had the value.</summary>
    public bool Put(TKey key, TValue value) => Locked(() =>
    {
        if (!_sets.TryGetValue(key, out var set)) _sets.Add(key, set = []);
        return set.Add(value);
    });

    /// <summary>The first value of a key that fits, or the default.</summary>
    public TValue FindValue(TKey key, Func<TValue, bool> predicate) => this[key].FirstOrDefault(predicate)!;

    public void ForEach(Action<TKey, TValue> fun)
    {
        foreach (var (key, values) in Locked(() => _sets.Select(pair => (pair.Key, pair.Value.ToArray())).ToList()))
            foreach (var value in values) fun(key, value);
    }

    /// <summary>False if the key had no such value.</summary>
    public bool Remove(TKey key, TValue value) => Locked(() => RemoveOne(key, value));

    /// <summary>Removes a key and returns the values it had.</summary>
    public IEnumerable<TValue> Remove(TKey key) => Locked(() => _sets.Remove(key, out var set) ? set.ToArray() : []);

    /// <summary>Removes a value from every key.</summary>
    public void RemoveValue(TValue value) => Locked(() => _sets.Keys.ToList().Count(key => RemoveOne(key, value)));

    public void Clear() => Locked(() =>
    {
        _sets.Clear();
        return true;
    });

    // A key without values is no key.
    private bool RemoveOne(TKey key, TValue value)
    {
        if (!_sets.TryGetValue(key, out var set) || !set.Remove(value)) return false;
        if (set.Count == 0) _sets.Remove(key);
        return true;
    }

    private T Locked<T>(Func<T> function)
    {
        lock (_sets) return function();
    }
}
