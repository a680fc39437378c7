namespace Tmds.Linux;

/// <summary>A size: as wide as a pointer.</summary>
public readonly struct size_t : IEquatable<size_t>
{
    private readonly nuint _value;

    private size_t(nuint value) => _value = value;

    public static implicit operator size_t(int value) => new((nuint)value);

    public static implicit operator size_t(uint value) => new(value);

    public static explicit operator size_t(ulong value) => new((nuint)value);

    public static implicit operator ulong(size_t value) => value._value;

    public static explicit operator int(size_t value) => (int)value._value;


    public static bool operator ==(size_t left, size_t right) => left._value == right._value;

    public static bool operator !=(size_t left, size_t right) => left._value != right._value;

    public bool Equals(size_t other) => _value == other._value;

    public override bool Equals(object? obj) => obj is size_t other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();
}
