namespace Akka.Event;

/// <summary>Templates as in <see cref="string.Format(string, object[])"/>.</summary>
public class DefaultLogMessageFormatter : ILogMessageFormatter
{
    public static readonly DefaultLogMessageFormatter Instance = new();

    private DefaultLogMessageFormatter() { }

    /// <exception cref="FormatException">The template is malformed, or names an argument that is not there.</exception>
    public string Format(string format, params object[] args) => string.Format(format, args);

    /// <inheritdoc cref="Format(string, object[])" />
    public string Format(string format, IEnumerable<object> args) => string.Format(format, args.ToArray());
}
