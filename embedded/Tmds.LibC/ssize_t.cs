namespace Tmds.Linux;

/// <summary>A size, or -1 for an error.</summary>
public readonly struct ssize_t : IEquatable<ssize_t>
{
    private readonly nint _value;

    private ssize_t(nint value) => _value = value;

    public static implicit operator ssize_t(int value) => new(value);

    public static explicit operator ssize_t(long value) => new((nint)value);

    public static implicit operator long(ssize_t value) => value._value;

    public static explicit operator int(ssize_t value) => (int)value._value;


    public static bool operator ==(ssize_t left, ssize_t right) => left._value == right._value;

    public static bool operator !=(ssize_t left, ssize_t right) => left._value != right._value;

    public bool Equals(ssize_t other) => _value == other._value;

    public override bool Equals(object? obj) => obj is ssize_t other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();
}
