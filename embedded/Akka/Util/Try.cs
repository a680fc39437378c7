// Oblivious to null, as the real one: null is neither a success nor a failure.
#nullable disable
namespace Akka.Util;

/// <summary>What came of an attempt: a value or an exception.</summary>
public class Try<T>
{
    public Try(T success) => Success = success;

    public Try(Exception failure) => Failure = failure;

    public bool IsSuccess => Success.HasValue;

    public Option<T> Success { get; }

    public Option<Exception> Failure { get; }

    public static implicit operator Try<T>(T value) => new(value);

    /// <summary>Attempts the function.</summary>
    public static Try<T> From(Func<T> func) => Attempt(() => new Try<T>(func()));

    /// <summary>The value; throws the failure.</summary>
    public T Get() => Failure.HasValue ? throw Failure.Value : Success.Value;

    public Try<T> OrElse(Try<T> @default) => IsSuccess ? this : @default;

    /// <summary>Itself if it succeeded, else another attempt.</summary>
    public Try<T> GetOrElse(Func<T> fallback) => IsSuccess ? this : From(fallback);

    /// <summary>Shows the failure to the handler; what the handler throws becomes the failure.</summary>
    public Try<T> Recover(Action<Exception> failureHandler) => RecoverWith(failure =>
    {
        failureHandler(failure);
        return this;
    });

    /// <summary>Puts another attempt in the place of a failure.</summary>
    public Try<T> RecoverWith(Func<Exception, Try<T>> failureHandler) =>
        Failure.HasValue ? Attempt(() => failureHandler(Failure.Value)) : this;

    private static Try<T> Attempt(Func<Try<T>> attempt)
    {
        try
        {
            return attempt();
        }
        catch (Exception failure)
        {
            return new Try<T>(failure);
        }
    }
}
