using System.Collections;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Equality as xUnit sees it: by what a type says of itself, and sequences item by item.</summary>
public class AkkaAssertEqualityComparer<T>(bool skipTypeCheck = false, IEqualityComparer? innerComparer = null)
    : IEqualityComparer<T>
{
    private static readonly AkkaAssertEqualityComparer<object> Items = new();

    /// <inheritdoc/>
    public bool Equals(T? x, T? y)
    {
        if (x is null || y is null) return x is null && y is null;

        return x switch
        {
            IEquatable<T> equatable => equatable.Equals(y),
            IComparable<T> comparable => comparable.CompareTo(y) == 0,
            IComparable comparable => comparable.CompareTo(y) == 0,
            IEnumerable items when y is IEnumerable others => SameItems(items, others),
            _ => (skipTypeCheck || x.GetType() == y.GetType()) && object.Equals(x, y),
        };
    }

    /// <inheritdoc/>
    public int GetHashCode(T obj) => throw new NotSupportedException("Only equality is asked for.");

    private bool SameItems(IEnumerable items, IEnumerable others)
    {
        var (left, right) = (items.GetEnumerator(), others.GetEnumerator());
        while (true)
        {
            var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
            if (!hasLeft || !hasRight) return hasLeft == hasRight;
            if (!SameItem(left.Current, right.Current)) return false;
        }
    }

    private bool SameItem(object? item, object? other) =>
        innerComparer?.Equals(item, other) ?? Items.Equals(item, other);
}
