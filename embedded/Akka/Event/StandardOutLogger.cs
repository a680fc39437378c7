using Akka.Util;

namespace Akka.Event;

/// <summary>Prints events to standard out, in a colour for each level.</summary>
public class StandardOutLogger : MinimalLogger
{
    public static ConsoleColor DebugColor { get; set; } = ConsoleColor.Gray;

    public static ConsoleColor InfoColor { get; set; } = ConsoleColor.White;

    public static ConsoleColor WarningColor { get; set; } = ConsoleColor.Yellow;

    public static ConsoleColor ErrorColor { get; set; } = ConsoleColor.Red;

    public static bool UseColors { get; set; } = true;

    protected override void Log(object message)
    {
        if (message is LogEvent logEvent) Print(logEvent, Filter);
        else Console.WriteLine(message);
    }

    internal static void Print(LogEvent logEvent, LogFilterEvaluator filter)
    {
        try
        {
            if (filter.ShouldTryKeepMessage(logEvent, out var line)) StandardOutWriter.WriteLine(line, UseColors ? ColorOf(logEvent) : null);
        }
        catch (FormatException e)
        {
            // Whoever wrote the template learns of the fault; the thread that logged does not suffer for it.
            StandardOutWriter.WriteLine(Complaint(logEvent, e), ErrorColor);
        }
    }

    private static ConsoleColor ColorOf(LogEvent logEvent) => logEvent.LogLevel() switch
    {
        LogLevel.DebugLevel => DebugColor,
        LogLevel.InfoLevel => InfoColor,
        LogLevel.WarningLevel => WarningColor,
        _ => ErrorColor,
    };

    // Nothing in it is formatted again: what failed once would fail twice.
    private static string Complaint(LogEvent logEvent, FormatException e)
    {
        var said = logEvent.Message is LogMessage message ? $"str=[{message.Format}], args=[{message.Unformatted()}]" : $"{logEvent.Message}";
        return $"[ERROR][{logEvent.Timestamp}][Thread {logEvent.Thread.ManagedThreadId:0000}][{nameof(StandardOutLogger)}] " +
            $"Encountered System.FormatException while recording log: [{logEvent.LogLevel().Label()}][{logEvent.LogSource}]. {e.Message} " +
            $"{said} Please take a look at the logging call where this occurred and fix your format string.";
    }
}
