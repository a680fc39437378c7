// Oblivious to null, as the real one: a reference starts as null.
#nullable disable
namespace Akka.Util;

/// <summary>A reference that any thread may change; compared by identity.</summary>
public class AtomicReference<T> where T : class
{
    protected T atomicValue; // Named as the real one's: it is protected.

    public AtomicReference()
    {
    }

    public AtomicReference(T originalValue) => atomicValue = originalValue;

    public T Value
    {
        get => Volatile.Read(ref atomicValue);
        set => Volatile.Write(ref atomicValue, value);
    }

    public static implicit operator T(AtomicReference<T> atomicReference) => atomicReference.Value;

    /// <summary>Sets the reference if it is the expected one; true if it was.</summary>
    public bool CompareAndSet(T expected, T newValue) =>
        ReferenceEquals(Interlocked.CompareExchange(ref atomicValue, newValue, expected), expected);

    /// <summary>Sets the reference and returns what it was.</summary>
    public T GetAndSet(T newValue) => Interlocked.Exchange(ref atomicValue, newValue);
}
