namespace Akka.Event;

/// <summary>A template with its arguments; the text is made when somebody asks for it, on the asker's thread.</summary>
public abstract class LogMessage
{
    protected readonly ILogMessageFormatter Formatter;

    public LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    /// <summary>The template.</summary>
    public string Format { get; private set; }

    /// <summary>The arguments with commas between, for a report about a template that cannot be formatted.</summary>
    public abstract string Unformatted();

    /// <summary>The arguments, for loggers that keep them apart from the text.</summary>
    public abstract IEnumerable<object> Parameters();
}
