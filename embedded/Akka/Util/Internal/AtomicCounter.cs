namespace Akka.Util.Internal;

/// <summary>A 32-bit counter that any thread may change; starts at -1, so that the first <see cref="Next"/> is 0.</summary>
public class AtomicCounter : IAtomicCounter<int>
{
    private int _value;

    public AtomicCounter() => _value = -1;

    public AtomicCounter(int initialValue) => _value = initialValue;

    public int Current => Interlocked.CompareExchange(ref _value, 0, 0);

    public int Next() => Interlocked.Increment(ref _value);

    public int Decrement() => Interlocked.Decrement(ref _value);

    public int IncrementAndGet() => Interlocked.Increment(ref _value);

    public int DecrementAndGet() => Interlocked.Decrement(ref _value);

    public int GetAndIncrement() => Interlocked.Increment(ref _value) - 1;

    public int GetAndDecrement() => Interlocked.Decrement(ref _value) + 1;

    public int AddAndGet(int amount) => Interlocked.Add(ref _value, amount);

    public int GetAndAdd(int amount) => Interlocked.Add(ref _value, amount) - amount;

    public int GetAndSet(int value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Sets the counter if it is as expected; true if it was.</summary>
    public bool CompareAndSet(int expected, int newValue) => Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    public void Reset() => Interlocked.Exchange(ref _value, 0);
}
