using Akka.Actor;

namespace Akka.Event;

/// <summary>What a logger is told: one line of the log, with when, where and why.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    protected LogEvent()
    {
        Timestamp = DateTime.UtcNow;
        Thread = Thread.CurrentThread;
        LogSource = "";
        LogClass = typeof(object);
        Message = "";
    }

    /// <summary>What was caught; null for most events.</summary>
    public Exception Cause { get; protected set; } = null!;

    /// <summary>When the event was made, UTC.</summary>
    public DateTime Timestamp { get; private set; }

    /// <summary>The thread that made the event, not the one that prints it.</summary>
    public Thread Thread { get; private set; }

    /// <summary>An actor's path, or who else spoke.</summary>
    public string LogSource { get; protected set; }

    public Type LogClass { get; protected set; }

    /// <summary>A string, or a <see cref="LogMessage"/> that is formatted when somebody asks for its text.</summary>
    public object Message { get; protected set; }

    public abstract LogLevel LogLevel();

    /// <summary>[LEVEL][time][Thread n][source] message, and on a line of its own the cause.</summary>
    public override string ToString()
    {
        var line = $"[{LogLevel().Label()}][{Timestamp:MM/dd/yyyy HH:mm:ss.fffK}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}";
        return Cause is null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }
}
