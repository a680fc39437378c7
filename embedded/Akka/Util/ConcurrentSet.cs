using System.Collections;
using System.Collections.Concurrent;

namespace Akka.Util;

/// <summary>A set that any thread may change while others read or enumerate it.</summary>
public class ConcurrentSet<T> : ICollection<T> where T : notnull
{
    private readonly ConcurrentDictionary<T, byte> _items;

    public ConcurrentSet() => _items = new();

    public ConcurrentSet(IEnumerable<T> collection) => _items = new(Pairs(collection));

    public ConcurrentSet(IEqualityComparer<T> comparer) => _items = new(comparer);

    public ConcurrentSet(IEnumerable<T> collection, IEqualityComparer<T> comparer) => _items = new(Pairs(collection), comparer);

    public ConcurrentSet(int concurrencyLevel, int capacity) => _items = new(concurrencyLevel, capacity);

    public ConcurrentSet(int concurrencyLevel, IEnumerable<T> collection, IEqualityComparer<T> comparer) =>
        _items = new(concurrencyLevel, Pairs(collection), comparer);

    public ConcurrentSet(int concurrencyLevel, int capacity, IEqualityComparer<T> comparer) =>
        _items = new(concurrencyLevel, capacity, comparer);

    public bool IsEmpty => _items.IsEmpty;

    public int Count => _items.Count;

    bool ICollection<T>.IsReadOnly => false;

    public bool Contains(T item) => _items.ContainsKey(item);

    /// <summary>False if it is already there.</summary>
    public bool TryAdd(T item) => _items.TryAdd(item, 0);

    /// <summary>False if it is not there.</summary>
    public bool TryRemove(T item) => _items.TryRemove(item, out _);

    public void Clear() => _items.Clear();

    void ICollection<T>.Add(T item)
    {
        if (!TryAdd(item)) throw new ArgumentException("The set already has this item.", nameof(item));
    }

    bool ICollection<T>.Remove(T item) => TryRemove(item);

    void ICollection<T>.CopyTo(T[] array, int arrayIndex) => _items.Keys.CopyTo(array, arrayIndex);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => _items.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.Keys.GetEnumerator();

    private static IEnumerable<KeyValuePair<T, byte>> Pairs(IEnumerable<T> items) =>
        items.Select(item => KeyValuePair.Create(item, (byte)0));
}
