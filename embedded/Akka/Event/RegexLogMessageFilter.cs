using System.Text.RegularExpressions;

namespace Akka.Event;

/// <summary>Drops events whose printed line matches.</summary>
public sealed class RegexLogMessageFilter : LogFilterBase
{
    private readonly Regex _message;

    public RegexLogMessageFilter(Regex messageRegex) => _message = messageRegex;

    public override LogFilterType FilterType => LogFilterType.Content;

    public override LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null) =>
        expandedMessage is null ? LogFilterDecision.NoDecision
        : _message.IsMatch(expandedMessage) ? LogFilterDecision.Drop
        : LogFilterDecision.Keep;
}
