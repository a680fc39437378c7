namespace Akka.Util;

/// <summary>A flag that any thread may change.</summary>
public class AtomicBoolean
{
    private int _value;

    public AtomicBoolean(bool initialValue = false) => _value = AsInt(initialValue);

    public bool Value
    {
        get => Volatile.Read(ref _value) != 0;
        set => Interlocked.Exchange(ref _value, AsInt(value));
    }

    public static implicit operator bool(AtomicBoolean atomicBoolean) => atomicBoolean.Value;

    /// <summary>Sets the flag if it is as expected; true if it was.</summary>
    public bool CompareAndSet(bool expected, bool newValue) =>
        Interlocked.CompareExchange(ref _value, AsInt(newValue), AsInt(expected)) == AsInt(expected);

    /// <summary>Sets the flag and returns what it was.</summary>
    public bool GetAndSet(bool newValue) => Interlocked.Exchange(ref _value, AsInt(newValue)) != 0;

    private static int AsInt(bool value) => value ? 1 : 0;
}
