namespace Tmds.Linux;

/// <summary>C's unsigned long.</summary>
public readonly struct ulong_t : IEquatable<ulong_t>
{
    private readonly nuint _value;

    private ulong_t(nuint value) => _value = value;

    public static explicit operator ulong_t(ulong value) => new((nuint)value);

    public static implicit operator ulong(ulong_t value) => value._value;


    public static bool operator ==(ulong_t left, ulong_t right) => left._value == right._value;

    public static bool operator !=(ulong_t left, ulong_t right) => left._value != right._value;

    public bool Equals(ulong_t other) => _value == other._value;

    public override bool Equals(object? obj) => obj is ulong_t other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();
}
