namespace Akka.Event;

/// <summary>Drops events of one source.</summary>
/// <remarks>The comparison that may be given is not used: sources are compared by their very characters, as Akka.NET 1.5 does.</remarks>
public sealed class ExactMatchLogSourceFilter : LogFilterBase
{
    private readonly string _source;

    public ExactMatchLogSourceFilter(string source, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        _source = source;
        _ = comparison;
    }

    public override LogFilterType FilterType => LogFilterType.Source;

    public override LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null) =>
        content.LogSource == _source ? LogFilterDecision.Drop : LogFilterDecision.Keep;
}
