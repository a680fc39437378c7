using System.Text.RegularExpressions;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit;

public partial class EventFilterFactory
{
    /// <summary>Errors, whatever their cause; the text may be the cause's.</summary>
    public IEventFilterApplier Error(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(new ErrorFilter(CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Errors, whatever their cause; the text may be the cause's, with a text that matches the pattern.</summary>
    public IEventFilterApplier Error(Regex pattern, string? source = null) =>
        CreateApplier(new ErrorFilter(new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Warnings.</summary>
    public IEventFilterApplier Warning(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(new WarningFilter(CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Warnings, with a text that matches the pattern.</summary>
    public IEventFilterApplier Warning(Regex pattern, string? source = null) =>
        CreateApplier(new WarningFilter(new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Events at info level.</summary>
    public IEventFilterApplier Info(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(new InfoFilter(CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Events at info level, with a text that matches the pattern.</summary>
    public IEventFilterApplier Info(Regex pattern, string? source = null) =>
        CreateApplier(new InfoFilter(new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Events at debug level.</summary>
    public IEventFilterApplier Debug(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(new DebugFilter(CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Events at debug level, with a text that matches the pattern.</summary>
    public IEventFilterApplier Debug(Regex pattern, string? source = null) =>
        CreateApplier(new DebugFilter(new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Events at a level.</summary>
    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        logLevel switch
        {
            LogLevel.DebugLevel => Debug(message, start, contains, source),
            LogLevel.InfoLevel => Info(message, start, contains, source),
            LogLevel.WarningLevel => Warning(message, start, contains, source),
            LogLevel.ErrorLevel => Error(message, start, contains, source),
            _ => throw Unknown(logLevel),
        };

    /// <summary>Events at a level, with a text that matches the pattern.</summary>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) => logLevel switch
    {
        LogLevel.DebugLevel => Debug(pattern, source),
        LogLevel.InfoLevel => Info(pattern, source),
        LogLevel.WarningLevel => Warning(pattern, source),
        LogLevel.ErrorLevel => Error(pattern, source),
        _ => throw Unknown(logLevel),
    };

    private static ArgumentOutOfRangeException Unknown(LogLevel logLevel) =>
        new(nameof(logLevel), $"Unknown {nameof(LogLevel)} value: {logLevel}");
}
