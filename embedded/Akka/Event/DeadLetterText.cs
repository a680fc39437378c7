using Akka.Actor;

namespace Akka.Event;

/// <summary>What the log says of a lost message.</summary>
internal static class DeadLetterText
{
    private const string HowToChange =
        "This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'.";

    /// <param name="dead">What was lost.</param>
    /// <param name="count">How many have been lost so far.</param>
    /// <param name="more">What follows the count: whether logging rests from here on.</param>
    /// <param name="isReal">False for those that stand for nobody: they are not named.</param>
    public static string Of(AllDeadLetters dead, int count, string more, Func<IActorRef, bool> isReal)
    {
        var message = WrappedMessage.Unwrap(dead.Message);
        var type = message?.GetType().Name ?? "null";
        var wrapper = dead.Message is IWrappedMessage ? $" wrapped in [${dead.Message.GetType().Name}]" : "";
        var from = isReal(dead.Sender) ? $" from {dead.Sender}" : "";
        var to = isReal(dead.Recipient) || dead is DeadLetter ? $" to {dead.Recipient}" : "";
        var fate = dead switch
        {
            Dropped dropped => $"was dropped. {dropped.Reason}",
            UnhandledMessage => "was unhandled",
            _ => "was not delivered",
        };
        var hint = dead is DeadLetter ? $"If this is not an expected behavior then {dead.Recipient} may have terminated unexpectedly. " : "";
        var text = $"Message [{type}]{wrapper}{from}{to} {fate}. [{count}] dead letters encountered{more}. {hint}{HowToChange}";

        var content = message?.ToString() ?? "null";
        return content == type ? text : $"{text} Message content: {content}";
    }
}
