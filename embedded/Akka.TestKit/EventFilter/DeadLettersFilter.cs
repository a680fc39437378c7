using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit;

/// <summary>A filter of dead letters; the source is the path of whom they were for.</summary>
public sealed class DeadLettersFilter(
    IStringMatcher? messageMatcher,
    IStringMatcher? sourceMatcher,
    Predicate<DeadLetter>? isMatch = null)
    : EventFilterBase(messageMatcher, sourceMatcher)
{
    /// <inheritdoc/>
    protected override string FilterDescriptiveName => "DeadLetter";

    /// <inheritdoc/>
    protected override bool IsMatch(LogEvent evt) =>
        evt is Warning { Message: DeadLetter letter }
        && isMatch?.Invoke(letter) != false
        && InternalDoMatch(evt.LogSource, letter.Message);
}
