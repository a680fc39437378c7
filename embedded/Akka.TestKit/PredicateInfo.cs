namespace Akka.TestKit;

/// <summary>A predicate on messages of one type; its ToString appears in failures.</summary>
public class PredicateInfo
{
    private PredicateInfo(Type type, Delegate predicate) => (Type, PredicateT) = (type, predicate);

    /// <summary>The exact type of the messages it is asked about.</summary>
    public Type Type { get; }

    /// <summary>The predicate, a <see cref="Predicate{T}"/> of that type.</summary>
    public Delegate PredicateT { get; }

    /// <summary>Wraps a predicate.</summary>
    public static PredicateInfo Create<T>(Predicate<T> predicateT) => new(typeof(T), predicateT);

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().FullName}<{Type.FullName}>";

    internal bool IsSatisfiedBy(object message) => message.GetType() == Type && (bool)PredicateT.DynamicInvoke(message)!;
}
