namespace Tmds.Linux;

/// <summary>A position in a file.</summary>
public readonly struct off_t : IEquatable<off_t>
{
    private readonly long _value;

    private off_t(long value) => _value = value;

    public static implicit operator off_t(long value) => new(value);

    public static implicit operator long(off_t value) => value._value;


    public static bool operator ==(off_t left, off_t right) => left._value == right._value;

    public static bool operator !=(off_t left, off_t right) => left._value != right._value;

    public bool Equals(off_t other) => _value == other._value;

    public override bool Equals(object? obj) => obj is off_t other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();
}
