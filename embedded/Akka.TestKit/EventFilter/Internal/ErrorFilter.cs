using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal;

/// <summary>A filter of errors, by their text and cause.</summary>
public class ErrorFilter : EventFilterBase
{
    private readonly Type? _causeType;
    private readonly bool _looksInside;

    /// <summary>Errors with any cause or none.</summary>
    public ErrorFilter(IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null)
        : this(null, messageMatcher, sourceMatcher)
    {
    }

    /// <summary>Errors with a cause of the type, or any without one. The text may be the error's or the cause's.</summary>
    /// <exception cref="ArgumentException">The type is not an exception's.</exception>
    public ErrorFilter(
        Type? exceptionType,
        IStringMatcher? messageMatcher = null,
        IStringMatcher? sourceMatcher = null,
        bool recurseInnerExceptions = false)
        : base(messageMatcher, sourceMatcher)
    {
        if (exceptionType is not null && !typeof(Exception).IsAssignableFrom(exceptionType))
            throw new ArgumentException($"The type must be an exception. It was: {exceptionType}", nameof(exceptionType));

        (_causeType, _looksInside) = (exceptionType, recurseInnerExceptions);
    }

    /// <inheritdoc/>
    protected override string FilterDescriptiveName =>
        _causeType is null ? "Error" : $"Error with Cause <{_causeType}>";

    /// <inheritdoc/>
    protected override bool IsMatch(LogEvent evt) => evt is Error && IsMatch(evt, evt.Cause);

    private bool IsMatch(LogEvent error, Exception? cause)
    {
        if (cause is null) return _causeType is null && InternalDoMatch(error.LogSource, error.Message);
        if (_causeType?.IsInstanceOfType(cause) == false) return _looksInside && IsMatch(error, cause.InnerException);

        var textless = error.Message is null && string.IsNullOrEmpty(cause.Message);
        return textless
            || InternalDoMatch(error.LogSource, error.Message)
            || InternalDoMatch(error.LogSource, cause.Message)
            || (_looksInside && IsMatch(error, cause.InnerException));
    }
}
