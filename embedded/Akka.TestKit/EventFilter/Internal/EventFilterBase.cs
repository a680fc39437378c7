using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal;

/// <summary>A filter of log events by text and source; its ToString appears in failures.</summary>
/// <param name="messageMatcher">Which texts; any without one.</param>
/// <param name="sourceMatcher">Which sources; any without one.</param>
public abstract class EventFilterBase(IStringMatcher? messageMatcher, IStringMatcher? sourceMatcher) : IEventFilter
{
    private readonly IStringMatcher _message = messageMatcher ?? MatchesAll.Instance;
    private readonly IStringMatcher _source = sourceMatcher ?? MatchesAll.Instance;

    /// <summary>Raised for each event that matches.</summary>
    public event EventMatched? EventMatched;

    /// <summary>The kind of filter, as failures name it.</summary>
    protected abstract string FilterDescriptiveName { get; }

    /// <inheritdoc/>
    public bool Apply(LogEvent logEvent)
    {
        var matches = IsMatch(logEvent);
        if (matches) OnEventMatched(logEvent);
        return matches;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var parts = new List<string>(2);
        if (_message is not MatchesAll) parts.Add($" Message {_message}");
        if (_source is not MatchesAll) parts.Add($" Source {_source}");
        return FilterDescriptiveName + (parts.Count == 0 ? "" : " when" + string.Join(" and", parts));
    }

    /// <summary>Whether the filter is after this event.</summary>
    protected abstract bool IsMatch(LogEvent evt);

    /// <summary>Raises <see cref="EventMatched"/>.</summary>
    protected virtual void OnEventMatched(LogEvent logEvent) => EventMatched?.Invoke(this, logEvent);

    /// <summary>Whether source and text are those the filter is after.</summary>
    protected bool InternalDoMatch(string src, object? msg) =>
        _source.IsMatch(src) && _message.IsMatch(msg?.ToString() ?? "null");
}
