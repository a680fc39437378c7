namespace Akka.Event;

/// <summary>How code writes to the log. <see cref="LoggingExtensions"/> holds what is called day to day.</summary>
public interface ILoggingAdapter
{
    /// <summary>What makes text of the templates given to this adapter.</summary>
    ILogMessageFormatter Formatter { get; }

    bool IsDebugEnabled { get; }

    bool IsInfoEnabled { get; }

    bool IsWarningEnabled { get; }

    bool IsErrorEnabled { get; }

    bool IsEnabled(LogLevel logLevel);

    /// <summary>Writes the text as it is; whether the level is enabled is the caller's question.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);

    /// <inheritdoc cref="Log(LogLevel, Exception, string)" />
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);
}
