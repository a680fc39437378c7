namespace Akka.Util;

/// <summary>A binary heap of envelopes and what orders them: the least is in front, no item is before its parent.</summary>
internal sealed class EnvelopeHeap<TItem>(int initialCapacity, Comparison<TItem> compare)
{
    private readonly List<TItem> _items = new(initialCapacity);

    public int Count => _items.Count;

    public IEnumerable<TItem> Items => _items;

    public TItem Front => _items[0];

    public bool IsConsistent =>
        Enumerable.Range(1, Math.Max(0, _items.Count - 1)).All(child => compare(_items[Parent(child)], _items[child]) <= 0);

    public void Add(TItem item)
    {
        _items.Add(item);
        for (var child = _items.Count - 1; child > 0 && compare(_items[child], _items[Parent(child)]) < 0; child = Parent(child))
            Swap(child, Parent(child));
    }

    public TItem RemoveFront()
    {
        var front = _items[0];
        _items[0] = _items[^1];
        _items.RemoveAt(_items.Count - 1);
        for (var parent = 0; LeastChild(parent) is var child && child > 0 && compare(_items[parent], _items[child]) > 0; parent = child)
            Swap(parent, child);
        return front;
    }

    private static int Parent(int child) => (child - 1) / 2;

    // 0, which is nobody's child, if there is none.
    private int LeastChild(int parent)
    {
        var left = (parent * 2) + 1;
        if (left >= _items.Count) return 0;
        return left + 1 < _items.Count && compare(_items[left + 1], _items[left]) < 0 ? left + 1 : left;
    }

    private void Swap(int a, int b) => (_items[a], _items[b]) = (_items[b], _items[a]);
}
