namespace Tmds.Linux;

/// <summary>The length of an address or an option.</summary>
public readonly struct socklen_t : IEquatable<socklen_t>
{
    private readonly uint _value;

    private socklen_t(uint value) => _value = value;

    public static implicit operator socklen_t(int value) => new((uint)value);

    public static implicit operator socklen_t(uint value) => new(value);

    public static implicit operator uint(socklen_t value) => value._value;

    public static explicit operator int(socklen_t value) => (int)value._value;


    public static bool operator ==(socklen_t left, socklen_t right) => left._value == right._value;

    public static bool operator !=(socklen_t left, socklen_t right) => left._value != right._value;

    public bool Equals(socklen_t other) => _value == other._value;

    public override bool Equals(object? obj) => obj is socklen_t other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();
}
