// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>On which node an actor runs.</summary>
public abstract class Scope : IEquatable<Scope>
{
    public static readonly LocalScope Local = LocalScope.Instance;

    public abstract Scope WithFallback(Scope other);

    public abstract Scope Copy();

    public virtual bool Equals(Scope other) => ReferenceEquals(this, other) || other?.GetType() == GetType();
}

/// <summary>Nobody has said.</summary>
internal sealed class NoScopeGiven : Scope
{
    public static readonly NoScopeGiven Instance = new();

    public override Scope WithFallback(Scope other) => other;

    public override Scope Copy() => Instance;
}
