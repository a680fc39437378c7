namespace Tmds.Linux;

/// <summary>C's long.</summary>
public readonly struct long_t : IEquatable<long_t>
{
    private readonly nint _value;

    private long_t(nint value) => _value = value;

    public static explicit operator long_t(long value) => new((nint)value);

    public static implicit operator long(long_t value) => value._value;


    public static bool operator ==(long_t left, long_t right) => left._value == right._value;

    public static bool operator !=(long_t left, long_t right) => left._value != right._value;

    public bool Equals(long_t other) => _value == other._value;

    public override bool Equals(object? obj) => obj is long_t other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();
}
