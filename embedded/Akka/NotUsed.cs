namespace Akka;

/// <summary>Stands where a type needs a value that nobody uses. There is one; all are equal.</summary>
public sealed class NotUsed : IEquatable<NotUsed>, IComparable<NotUsed>
{
    public static readonly NotUsed Instance = new();

    private NotUsed()
    {
    }

    public bool Equals(NotUsed? other) => true;

    public override bool Equals(object? obj) => obj is NotUsed;

    public override int GetHashCode() => 0;

    public int CompareTo(NotUsed? other) => 0;

    public override string ToString() => "()";
}
