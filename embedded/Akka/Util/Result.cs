// Oblivious to null, as the real one: of value and exception one is the default.
#nullable disable
namespace Akka.Util;

/// <summary>Ways to make a <see cref="Result{T}"/>.</summary>
public static class Result
{
    public static Result<T> Success<T>(T value) => new(value);

    public static Result<T> Failure<T>(Exception exception) => new(exception);

    /// <summary>The outcome of a task that has ended.</summary>
    public static Result<T> FromTask<T>(Task<T> task) => task.IsCompletedSuccessfully ? new(task.Result) : new(task.Exception);

    public static Result<T> From<T>(Func<T> func)
    {
        try
        {
            return new Result<T>(func());
        }
        catch (Exception failure)
        {
            return new Result<T>(failure);
        }
    }
}

/// <summary>A value, or the exception that there is instead.</summary>
public readonly struct Result<T> : IEquatable<Result<T>>
{
    public readonly bool IsSuccess;
    public readonly T Value;
    public readonly Exception Exception;

    public Result(T value)
    {
        IsSuccess = true;
        Value = value;
    }

    public Result(Exception exception) => Exception = exception;

    public static bool operator ==(Result<T> left, Result<T> right) => left.Equals(right);

    public static bool operator !=(Result<T> left, Result<T> right) => !left.Equals(right);

    public bool Equals(Result<T> other) =>
        IsSuccess == other.IsSuccess && (IsSuccess ? Equals(Value, other.Value) : Equals(Exception, other.Exception));

    public override bool Equals(object obj) => obj is Result<T> other && Equals(other);

    public override int GetHashCode() => (IsSuccess ? Value?.GetHashCode() : Exception?.GetHashCode()) ?? 0;

    public override string ToString() => IsSuccess ? $"Success ({Value})" : $"Failure ({Exception})";
}
