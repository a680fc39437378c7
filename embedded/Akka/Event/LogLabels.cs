namespace Akka.Event;

/// <summary>The levels as they stand at the head of a printed line.</summary>
internal static class LogLabels
{
    public static string Label(this LogLevel level) => level switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        LogLevel.ErrorLevel => "ERROR",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No event has this level."),
    };
}
