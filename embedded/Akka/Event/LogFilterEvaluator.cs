namespace Akka.Event;

/// <summary>Puts an event to all filters.</summary>
public class LogFilterEvaluator
{
    public static readonly LogFilterEvaluator NoFilters = new([]);

    private readonly LogFilterBase[] _filters;

    public LogFilterEvaluator(LogFilterBase[] filters)
    {
        _filters = filters;
        EvaluatesLogSourcesOnly = Array.TrueForAll(filters, f => f.FilterType == LogFilterType.Source);
    }

    public bool EvaluatesLogSourcesOnly { get; }

    /// <summary>True: print the line. A line is made only for a filter that reads it, or to be printed.</summary>
    /// <exception cref="FormatException">The event's template cannot be formatted.</exception>
    public virtual bool ShouldTryKeepMessage(LogEvent evt, out string expandedLogMessage)
    {
        expandedLogMessage = "";
        var line = EvaluatesLogSourcesOnly ? null : evt.ToString();
        foreach (var filter in _filters)
        {
            if (filter.ShouldKeepMessage(evt, line) == LogFilterDecision.Drop) return false;
        }
        expandedLogMessage = line ?? Unfiltered(evt);
        return true;
    }

    // With source filters only, Akka.NET prints the bare message, without the line's head; without filters, the whole line.
    private string Unfiltered(LogEvent evt) => (_filters.Length == 0 ? evt.ToString() : evt.Message.ToString()) ?? "";
}
