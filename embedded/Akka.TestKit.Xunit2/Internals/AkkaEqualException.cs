using Xunit.Sdk;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Says that something is not what was expected, with both.</summary>
public class AkkaEqualException(string format = "", params object[] args) : XunitException((string?)null)
{
    private static readonly string Indent = Environment.NewLine + new string(' ', 10);

    /// <inheritdoc/>
    public override string Message => string.IsNullOrEmpty(format) ? base.Message : $"{base.Message} {Text()}";

    /// <summary>The exception for two values that should have been equal.</summary>
    public static AkkaEqualException ForMismatchedValues(
        object? expected, object? actual, string? format = null, params object[] args) => new(
        $"Assert.Equal() Failure: {format ?? "Values differ"}{Environment.NewLine}"
        + $"Expected: {Shown(expected)}{Environment.NewLine}"
        + $"Actual:   {Shown(actual)}",
        args);

    private static string Shown(object? value) =>
        (value as string ?? ArgumentFormatter.Format(value)).Replace(Environment.NewLine, Indent);

    private string Text()
    {
        try
        {
            return string.Format(format, args);
        }
        catch (FormatException)
        {
            return $@"[Could not string.Format(""{format}"", {string.Join(", ", args)})]";
        }
    }
}
