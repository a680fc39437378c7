// Oblivious to null, as the real one: the side that is not there is the default.
#nullable disable
namespace Akka.Util;

/// <summary>Makes one side of an <see cref="Either{TA,TB}"/> whose other side's type the context tells.</summary>
public static class Either
{
    public static Left<T> Left<T>(T value) => new(value);

    public static Right<T> Right<T>(T value) => new(value);
}

/// <summary>One of two: a left or a right value.</summary>
public abstract class Either<TA, TB>
{
    protected Either(TA left, TB right)
    {
        Left = left;
        Right = right;
    }

    public abstract bool IsLeft { get; }

    public abstract bool IsRight { get; }

    public object Value => IsLeft ? Left : Right;

    protected TA Left { get; }

    protected TB Right { get; }

    public static implicit operator Either<TA, TB>(Left<TA> left) => new Left<TA, TB>(left.Value);

    public static implicit operator Either<TA, TB>(Right<TB> right) => new Right<TA, TB>(right.Value);

    /// <summary>The left value, or the default if there is none.</summary>
    public Left<TA, TB> ToLeft() => new(Left);

    /// <summary>The right value, or the default if there is none.</summary>
    public Right<TA, TB> ToRight() => new(Right);

    public TRes Fold<TRes>(Func<TA, TRes> left, Func<TB, TRes> right) => IsLeft ? left(Left) : right(Right);

    public Either<TRes1, TRes2> Map<TRes1, TRes2>(Func<TA, TRes1> map1, Func<TB, TRes2> map2) =>
        IsLeft ? new Left<TRes1, TRes2>(map1(Left)) : new Right<TRes1, TRes2>(map2(Right));

    public Either<TRes, TB> MapLeft<TRes>(Func<TA, TRes> map) => Map(map, right => right);

    public Either<TA, TRes> MapRight<TRes>(Func<TB, TRes> map) => Map(left => left, map);
}
