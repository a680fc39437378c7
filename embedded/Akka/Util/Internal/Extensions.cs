// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Util.Internal;

/// <summary>Small things that sequences, dictionaries and strings are asked for.</summary>
public static class Extensions
{
    public static T AsInstanceOf<T>(this object self) => (T)self;

    public static IEnumerable<T> Drop<T>(this IEnumerable<T> self, int count) => self.Skip(count);

    /// <summary>The first, or the default.</summary>
    public static T Head<T>(this IEnumerable<T> self) => self.FirstOrDefault();

    public static IEnumerable<T> TakeRight<T>(this IEnumerable<T> self, int n) => self.TakeLast(n);

    /// <summary>The sequence, which may be null, and one item more.</summary>
    public static IEnumerable<T> Concat<T>(this IEnumerable<T> enumerable, T item) => (enumerable ?? []).Append(item);

    public static void ForEach<T>(this IEnumerable<T> source, Action<T> action)
    {
        foreach (var item in source) action(item);
    }

    public static string Join(this IEnumerable<string> self, string separator) => string.Join(separator, self);

    public static string BetweenDoubleQuotes(this string self) => $"\"{self}\"";

    /// <summary>The keys of a path: <c>a."b.c".d</c> has three.</summary>
    public static IEnumerable<string> SplitDottedPathHonouringQuotes(this string path)
    {
        for (var start = 0; start < path.Length;)
        {
            var quoted = path[start] == '"';
            if (quoted) start++;
            var end = path.IndexOf(quoted ? '"' : '.', start);
            if (end < 0 && quoted) throw new ArgumentException($"The path {path} lacks a quote.", nameof(path));
            if (end < 0) end = path.Length;
            yield return path[start..end];
            start = end + (quoted ? 2 : 1);
        }
    }

    public static void AddOrSet<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue value) => hash[key] = value;

    public static IDictionary<TKey, TValue> AddAndReturn<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue value)
    {
        hash[key] = value;
        return hash;
    }

    public static TValue GetOrElse<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue elseValue) =>
        hash.TryGetValue(key, out var value) ? value : elseValue;

    public static TimeSpan Max(this TimeSpan @this, TimeSpan other) => @this > other ? @this : other;

    public static TimeSpan Min(this TimeSpan @this, TimeSpan other) => @this < other ? @this : other;
}
