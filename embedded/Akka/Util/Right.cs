// Oblivious to null, as the real one: the side that is not there is the default.
#nullable disable
namespace Akka.Util;

/// <summary>The right of an either whose left type is not said yet.</summary>
public class Right<T>(T value)
{
    public T Value { get; } = value;

    public bool IsLeft => false;

    public bool IsRight => true;
}

/// <summary>An either that is its right.</summary>
public class Right<TA, TB>(TB b) : Either<TA, TB>(default, b)
{
    public override bool IsLeft => false;

    public override bool IsRight => true;

    public new TB Value => Right;
}
