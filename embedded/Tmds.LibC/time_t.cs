namespace Tmds.Linux;

/// <summary>Seconds.</summary>
public readonly struct time_t : IEquatable<time_t>
{
    private readonly long _value;

    private time_t(long value) => _value = value;

    public static implicit operator time_t(long value) => new(value);

    public static implicit operator long(time_t value) => value._value;


    public static bool operator ==(time_t left, time_t right) => left._value == right._value;

    public static bool operator !=(time_t left, time_t right) => left._value != right._value;

    public bool Equals(time_t other) => _value == other._value;

    public override bool Equals(object? obj) => obj is time_t other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();
}
