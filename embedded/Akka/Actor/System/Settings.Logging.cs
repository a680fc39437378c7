// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

public partial class Settings
{
    public string LogLevel { get; private set; }

    public string StdoutLogLevel { get; private set; }

    public MinimalLogger StdoutLogger { get; private set; }

    public IList<string> Loggers { get; private set; }

    public string LoggersDispatcher { get; private set; }

    public TimeSpan LoggerStartTimeout { get; private set; }

    public bool LoggerAsyncStart { get; private set; }

    public bool LogConfigOnStart { get; private set; }

    public ILogMessageFormatter LogFormatter { get; private set; }

    public LogFilterEvaluator LogFilter { get; private set; }

    public bool LogSerializerOverrideOnStart { get; private set; }

    /// <summary>How many are logged before it stops for a while.</summary>
    public int LogDeadLetters { get; private set; }

    public bool LogDeadLettersDuringShutdown { get; private set; }

    public TimeSpan LogDeadLettersSuspendDuration { get; private set; }

    private void ReadLogging()
    {
        LogLevel = Config.GetString("akka.loglevel");
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel");
        LogFilter = Setup.Get<LogFilterSetup>() is { HasValue: true } filters ? filters.Value.CreateEvaluator() : LogFilterEvaluator.NoFilters;
        StdoutLogger = MakeStdoutLogger(Config.GetString("akka.stdout-logger-class"));
        StdoutLogger.Filter = LogFilter;
        Loggers = Config.GetStringList("akka.loggers");
        LoggersDispatcher = Config.GetString("akka.loggers-dispatcher");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        LoggerAsyncStart = Config.GetBoolean("akka.logger-async-start");
        LogFormatter = MakeFormatter(Config.GetString("akka.logger-formatter"));
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start");
        LogSerializerOverrideOnStart = Config.GetBoolean("akka.log-serializer-override-on-start", true);
        LogDeadLetters = Config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" or "yes" => int.MaxValue,
            "off" or "false" or "no" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        const string suspend = "akka.log-dead-letters-suspend-duration";
        LogDeadLettersSuspendDuration =
            Config.GetString(suspend) == "infinite" ? Timeout.InfiniteTimeSpan : Config.GetTimeSpan(suspend);
    }

    private static MinimalLogger MakeStdoutLogger(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) return new StandardOutLogger();
        var type = Type.GetType(name) ?? throw new ArgumentException($"Could not load type of {name} for standard out logger.");
        if (!typeof(MinimalLogger).IsAssignableFrom(type))
            throw new ArgumentException("Standard out logger type must inherit from the MinimalLogger abstract class.");
        if (type.GetConstructor([]) is null)
            throw new MissingMethodException(
                "Standard out logger type must inherit from the MinimalLogger abstract class and have an empty constructor.");
        return (MinimalLogger)Activator.CreateInstance(type);
    }

    private static ILogMessageFormatter MakeFormatter(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) return DefaultLogMessageFormatter.Instance;
        var type = Type.GetType(name) ?? throw new ArgumentException($"Could not load type of {name} for ILogMessageFormatter.");
        if (type == typeof(DefaultLogMessageFormatter)) return DefaultLogMessageFormatter.Instance;
        if (!typeof(ILogMessageFormatter).IsAssignableFrom(type))
            throw new ArgumentException("Log formatter type must inherit from the ILogMessageFormatter interface.");
        if (type.GetConstructor([]) is null)
            throw new MissingMethodException("Log message formatter must inherit from the ILogMessageFormatter and have an empty constructor.");
        return (ILogMessageFormatter)Activator.CreateInstance(type);
    }
}
