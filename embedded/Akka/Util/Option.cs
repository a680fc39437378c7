// Oblivious to null, as the real one: null is None.
#nullable disable
using Akka.Annotations;

namespace Akka.Util;

/// <summary>A value, or none. Null is none.</summary>
[InternalStableApi]
public readonly struct Option<T>
{
    public static readonly Option<T> None;

    /// <summary>A value that is not null; <see cref="Create"/> also takes null.</summary>
    [Obsolete("Use Option<T>.Create() instead")]
    public Option(T value) : this(value ?? throw new ArgumentNullException(nameof(value)), hasValue: true)
    {
    }

    private Option(T value, bool hasValue)
    {
        Value = value;
        HasValue = hasValue;
    }

    public bool HasValue { get; }

    public bool IsEmpty => !HasValue;

    /// <summary>The value; the default of its type if there is none.</summary>
    public T Value { get; }

    public static implicit operator Option<T>(T value) => Create(value);

    public static bool operator ==(Option<T> left, Option<T> right) => left.Equals(right);

    public static bool operator !=(Option<T> left, Option<T> right) => !left.Equals(right);

    public static Option<T> Create(T value) => value is null ? None : new Option<T>(value, hasValue: true);

    public T GetOrElse(T fallbackValue) => HasValue ? Value : fallbackValue;

    public Option<TNew> Select<TNew>(Func<T, TNew> selector) => HasValue ? selector(Value) : Option<TNew>.None;

    public Option<TNew> FlatSelect<TNew>(Func<T, Option<TNew>> mapper) => HasValue ? mapper(Value) : Option<TNew>.None;

    public void OnSuccess(Action<T> action)
    {
        if (HasValue) action(Value);
    }

    public bool Equals(Option<T> other) => HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(Value, other.Value);

    public override bool Equals(object obj) => obj is Option<T> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(HasValue, Value);

    public override string ToString() => HasValue ? $"Some<{Value}>" : "None";
}
