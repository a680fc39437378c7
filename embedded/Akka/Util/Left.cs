// Oblivious to null, as the real one: the side that is not there is the default.
#nullable disable
namespace Akka.Util;

/// <summary>The left of an either whose right type is not said yet.</summary>
public class Left<T>(T value)
{
    public T Value { get; } = value;

    public bool IsLeft => true;

    public bool IsRight => false;
}

/// <summary>An either that is its left.</summary>
public class Left<TA, TB>(TA a) : Either<TA, TB>(a, default)
{
    public override bool IsLeft => true;

    public override bool IsRight => false;

    public new TA Value => Left;
}
