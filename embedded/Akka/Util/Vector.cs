namespace Akka.Util;

/// <summary>Lists made by repetition.</summary>
public static class Vector
{
    /// <summary><c>Fill&lt;T&gt;(3)(make)</c>: a list of what three calls return.</summary>
    public static Func<Func<T>, IList<T>> Fill<T>(int number) =>
        make => Enumerable.Range(0, number).Select(_ => make()).ToList();
}
