using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit;

/// <summary>Makes filters for log events, by level, text (equal, start, part or pattern; in any case) and source.</summary>
/// <remarks>A source is as the event has it, or an actor's path without its address. What is not given does not matter.</remarks>
public partial class EventFilterFactory
{
    private readonly TestKitBase _testkit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<EventFilterBase> _filters = [];

    /// <summary>For the kit's own system.</summary>
    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    /// <summary>For another system.</summary>
    public EventFilterFactory(TestKitBase testkit, ActorSystem system) => (_testkit, _system) = (testkit, system);

    /// <summary>Adds to what these filters are after.</summary>
    public EventFilterFactory(TestKitBase testkit, ActorSystem actorSystem, IReadOnlyList<EventFilterBase> filters)
        : this(testkit, actorSystem) => _filters = filters;

    /// <summary>Events that the predicate picks.</summary>
    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => CreateApplier(new CustomEventFilter(predicate), _system);

    /// <summary>Events of a type that the predicate picks.</summary>
    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Custom(logEvent => logEvent is TLogEvent typed && predicate(typed));

    /// <summary>Errors with a cause of the type whose text, or the error's, matches the pattern.</summary>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <summary>Errors with a cause of the type, perhaps inside another; its text or the error's matches the pattern.</summary>
    public IEventFilterApplier Exception(
        Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        CreateApplier(
            new ErrorFilter(exceptionType, new RegexMatcher(pattern), SourceMatcher(source), checkInnerExceptions), _system);

    /// <summary>Errors with a cause of the type.</summary>
    public IEventFilterApplier Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    /// <summary>Errors with a cause of the type, perhaps inside another.</summary>
    public IEventFilterApplier Exception(
        Type exceptionType,
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null,
        bool checkInnerExceptions = false) =>
        CreateApplier(
            new ErrorFilter(
                exceptionType,
                CreateMessageMatcher(message, start, contains),
                SourceMatcher(source),
                checkInnerExceptions), _system);

    /// <summary>All dead letters.</summary>
    public IEventFilterApplier DeadLetter() => CreateApplier(new DeadLettersFilter(null, null), _system);

    /// <summary>Dead letters of a type; the source is whom they were for.</summary>
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => DeadLetter<TMessage>(_ => true, source);

    /// <summary>Dead letters of a type that the predicate picks.</summary>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        DeadLetter(source, message => message is TMessage typed && isMatch(typed));

    /// <summary>Dead letters of a type; the source is whom they were for.</summary>
    public IEventFilterApplier DeadLetter(Type type, string? source = null) => DeadLetter(type, _ => true, source);

    /// <summary>Dead letters of a type that the predicate picks.</summary>
    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string? source = null) =>
        DeadLetter(source, message => type.IsInstanceOfType(message) && isMatch(message));

    /// <summary>Any text if nothing is given, else the first that is: equal to, starting with, containing.</summary>
    protected static IStringMatcher CreateMessageMatcher(string? message, string? start, string? contains) =>
        message is not null ? new EqualsString(message)
        : start is not null ? new StartsWithString(start)
        : contains is not null ? new ContainsString(contains)
        : MatchesAll.Instance;

    /// <summary>Joins a filter with those the factory has.</summary>
    protected IEventFilterApplier CreateApplier(EventFilterBase filter, ActorSystem system) =>
        new EventFilterApplier(_testkit, system, [.. _filters, filter]);

    private static EqualsStringAndPathMatcher? SourceMatcher(string? source) =>
        source is null ? null : new EqualsStringAndPathMatcher(source);

    private IEventFilterApplier DeadLetter(string? source, Func<object, bool> isMatch) =>
        CreateApplier(new DeadLettersFilter(null, SourceMatcher(source), letter => isMatch(letter.Message)), _system);
}
