namespace Akka.Util;

/// <summary>A value made when first asked for, once, on the asking thread; others wait for it.</summary>
/// <remarks>If making it throws, every asker gets that exception.</remarks>
public sealed class FastLazy<T>
{
    private readonly Lazy<T> _value;

    public FastLazy(Func<T> producer)
    {
        ArgumentNullException.ThrowIfNull(producer);
        _value = new Lazy<T>(producer, LazyThreadSafetyMode.ExecutionAndPublication);
    }

    public T Value => _value.Value;

    public bool IsValueCreated() => _value.IsValueCreated;
}
