namespace Akka.Event;

/// <summary>How much an event matters; a logger of one level hears that level and those below it in this list.</summary>
public enum LogLevel
{
    DebugLevel,
    InfoLevel,
    WarningLevel,
    ErrorLevel,
}
