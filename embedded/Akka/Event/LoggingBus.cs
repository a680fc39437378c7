using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Event;

/// <summary>The bus on which log events travel, and the keeper of the loggers that hear them.</summary>
/// <remarks>
/// While a system starts and while it stops its stdout logger prints; in between the loggers of the settings do.
/// </remarks>
public class LoggingBus : ActorEventBus<object, Type>
{
    private static readonly LogLevel[] Levels = Enum.GetValues<LogLevel>();
    private static int _lastLogger;

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<IActorRef> _loggers = []; // locked: loggers come when they have answered, on any thread

    /// <summary>The level of the started loggers. Adapters read it when they are made.</summary>
    public LogLevel LogLevel { get; private set; }

    protected override bool IsSubClassification(Type parent, Type child) => parent.IsAssignableFrom(child);

    protected override void Publish(object @event, IActorRef subscriber) => subscriber.Tell(@event);

    protected override bool Classify(object @event, Type classifier) => classifier.IsInstanceOfType(@event);

    protected override Type GetClassifier(object @event) => @event.GetType();

    /// <summary>From now on the stdout logger prints what its level in the settings lets through.</summary>
    public void StartStdoutLogger(Settings config)
    {
        Hear(config.StdoutLogger, Logging.LogLevelFor(config.StdoutLogLevel));
        Trace(SimpleName(this), "StandardOutLogger started");
    }

    /// <summary>Changes what the started loggers hear, at once; adapters that were made before keep what they enabled.</summary>
    public void SetLogLevel(LogLevel logLevel)
    {
        lock (_loggers)
        {
            LogLevel = logLevel;
            foreach (var logger in _loggers) Hear(logger, logLevel);
        }
    }

    /// <summary>Starts the settings' loggers and waits for them as long as the settings say; a late one joins when it is ready.</summary>
    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var settings = system.Settings;
        var source = $"{SimpleName(this)}({system.Name})";
        LogLevel = Logging.LogLevelFor(settings.LogLevel);

        var types = settings.Loggers.Select(name => Type.GetType(name) ?? throw new ConfigurationException(
            $"""Logger specified in config cannot be found: "{name}".""")).ToList();
        var actors = types.Where(type => !typeof(MinimalLogger).IsAssignableFrom(type)).ToList();
        var starts = actors.ConvertAll(type => StartLogger(system, type, source));
        WaitFor(starts, settings.LoggerStartTimeout, source);

        if (settings.DebugUnhandledMessage)
            Subscribe(system.SystemActorOf(Props.Create(() => new UnhandledMessageForwarder()), nameof(UnhandledMessageForwarder)), typeof(UnhandledMessage));
        if (actors.Count == types.Count)
        {
            Trace(source, $"{SimpleName(settings.StdoutLogger)} being removed");
            Unsubscribe(settings.StdoutLogger);
        }
        Trace(source, "Default Loggers started");
    }

    /// <summary>Hands the log back to the stdout logger and stops all others.</summary>
    internal void StopDefaultLoggers(ActorSystem system)
    {
        var stdout = system.Settings.StdoutLogger;
        Hear(stdout, Logging.LogLevelFor(system.Settings.StdoutLogLevel));
        Trace(SimpleName(this), $"Shutting down: {SimpleName(stdout)} started");
        _stopping.Cancel();

        List<IActorRef> loggers;
        lock (_loggers)
        {
            loggers = [.. _loggers];
            _loggers.Clear();
        }
        loggers.ForEach(Remove);
        Trace(SimpleName(this), "All default loggers stopped");
    }

    private (string Name, Task Started) StartLogger(ActorSystemImpl system, Type type, string source)
    {
        var name = $"log{Interlocked.Increment(ref _lastLogger)}-{SimpleName(type)}";
        var logger = system.SystemActorOf(Props.Create(type).WithDispatcher(system.Settings.LoggersDispatcher), name);
        var fullName = $"{name} [{type.FullName}]";
        return (fullName, Introduce(logger, fullName, source));
    }

    // The logger hears events only once it has said that it is ready.
    private async Task Introduce(IActorRef logger, string name, string source)
    {
        try
        {
            var answer = await logger.Ask(new InitializeLogger(this), Timeout.InfiniteTimeSpan, _stopping.Token).ConfigureAwait(false);
            if (answer is LoggerInitialized) Admit(logger, name, source);
            else Reject(logger, new Error(null, source, GetType(),
                $"Logger {name} did not respond with {nameof(LoggerInitialized)}, sent instead {answer?.GetType()}. Stopping logger."));
        }
        catch (OperationCanceledException)
        {
            Reject(logger, new Warning(source, GetType(), $"Logger {name} had not started when the system shut down. Stopping logger."));
        }
    }

    private void Admit(IActorRef logger, string name, string source)
    {
        lock (_loggers)
        {
            _loggers.Add(logger);
            Hear(logger, LogLevel);
        }
        Trace(source, $"Logger {name} started");
    }

    private void Reject(IActorRef logger, LogEvent why)
    {
        Publish(why);
        Remove(logger);
    }

    private void WaitFor(List<(string Name, Task Started)> starts, TimeSpan limit, string source)
    {
        if (Task.WaitAll(starts.Select(s => s.Started).ToArray(), limit)) return;
        foreach (var (name, _) in starts.Where(s => !s.Started.IsCompleted))
            Publish(new Warning(source, GetType(), $"Logger {name} did not respond within {limit} to InitializeLogger(bus). " +
                "It is used as soon as it responds; what is logged before may be missing from it."));
    }

    private void Remove(IActorRef logger)
    {
        Unsubscribe(logger);
        if (logger is IInternalActorRef actor) actor.Stop();
    }

    private void Hear(IActorRef logger, LogLevel from)
    {
        foreach (var level in Levels)
        {
            if (level >= from) Subscribe(logger, level.ClassFor());
            else Unsubscribe(logger, level.ClassFor());
        }
    }

    private void Trace(string source, string text) => Publish(new Debug(source, GetType(), text));
}
