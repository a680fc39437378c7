using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Hosting;

/// <summary>Which loggers a system has and what they are told.</summary>
public sealed class LoggerConfigBuilder
{
    private readonly List<Type> _loggers = [typeof(DefaultLogger)];
    private Type _formatter = typeof(DefaultLogMessageFormatter);

    internal LoggerConfigBuilder(AkkaConfigurationBuilder builder) => Builder = builder;

    public LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;

    /// <summary>Whether the whole configuration is logged when the system starts.</summary>
    public bool LogConfigOnStart { get; set; }

    public DeadLetterOptions? DeadLetterOptions { get; set; }

    public DebugOptions? DebugOptions { get; set; }

    public LogFilterBuilder? LogFilterBuilder { get; set; }

    /// <exception cref="ConfigurationException">The type is no formatter, or cannot be made without arguments.</exception>
    [Obsolete("Use the WithDefaultLogMessageFormatter<T> method instead")]
    public Type LogMessageFormatter
    {
        get => _formatter;
        set => SetFormatter(value);
    }

    internal AkkaConfigurationBuilder Builder { get; }

    /// <summary>Takes out all loggers, the default one too.</summary>
    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    public LoggerConfigBuilder AddLogger<T>() where T : IRequiresMessageQueue<ILoggerMessageQueueSemantics> => AddLogger(typeof(T));

    /// <exception cref="ConfigurationException">The formatter cannot be made without arguments.</exception>
    public LoggerConfigBuilder WithDefaultLogMessageFormatter<T>() where T : ILogMessageFormatter
    {
        SetFormatter(typeof(T));
        return this;
    }

    public LoggerConfigBuilder WithLogFilter(Action<LogFilterBuilder> filterBuilder)
    {
        filterBuilder(LogFilterBuilder ??= new LogFilterBuilder());
        return this;
    }

    internal LoggerConfigBuilder AddLogger(Type logger)
    {
        _loggers.Add(logger);
        return this;
    }

    internal AkkaConfigurationBuilder Build()
    {
        Builder.AddHoconConfiguration(ToConfig(), HoconAddMode.Prepend);
        return LogFilterBuilder is null ? Builder : Builder.AddSetup(LogFilterBuilder.Build());
    }

    private void SetFormatter(Type type)
    {
        if (!typeof(ILogMessageFormatter).IsAssignableFrom(type))
            throw new ConfigurationException($"LogMessageFormatter must implement {nameof(ILogMessageFormatter)}");
        if (type.GetConstructor([]) is null) throw new ConfigurationException("LogMessageFormatter Type must have an empty constructor");
        _formatter = type;
    }

    private Config ToConfig() => ConfigurationFactory.ParseString(
        $"""
        akka.loglevel = {NameOf(LogLevel)}
        akka.loggers = [{string.Join(",", _loggers.Select(type => $"\"{type.AssemblyQualifiedName}\""))}]
        akka.log-config-on-start = {LogConfigOnStart.ToHocon()}
        akka.logger-formatter = {_formatter.AssemblyQualifiedName.ToHocon()}
        {DebugOptions}
        {DeadLetterOptions}
        """);

    private static string NameOf(LogLevel level) => Enum.IsDefined(level)
        ? level.StringFor()
        : throw new ConfigurationException($"Unknown {nameof(LogLevel)} enum value: {level}");
}
