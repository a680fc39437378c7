namespace Akka.Util.Internal;

/// <summary>A 64-bit counter that any thread may change; starts at -1, so that the first <see cref="Next"/> is 0.</summary>
public class AtomicCounterLong : IAtomicCounter<long>
{
    private long _value;

    public AtomicCounterLong() => _value = -1;

    public AtomicCounterLong(long value) => _value = value;

    public long Current => Interlocked.CompareExchange(ref _value, 0, 0);

    public long Next() => Interlocked.Increment(ref _value);

    public long IncrementAndGet() => Interlocked.Increment(ref _value);

    public long DecrementAndGet() => Interlocked.Decrement(ref _value);

    public long GetAndIncrement() => Interlocked.Increment(ref _value) - 1;

    public long AddAndGet(long amount) => Interlocked.Add(ref _value, amount);

    public long GetAndAdd(long amount) => Interlocked.Add(ref _value, amount) - amount;

    public long GetAndSet(long value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Sets the counter if it is as expected; true if it was.</summary>
    public bool CompareAndSet(long expected, long newValue) => Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    public void Reset() => Interlocked.Exchange(ref _value, 0);

    public override string ToString() => Current.ToString();
}
