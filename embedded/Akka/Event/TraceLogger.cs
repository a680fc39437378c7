using System.Diagnostics;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Hands events to the listeners of System.Diagnostics.Trace.</summary>
public class TraceLogger : UntypedActor
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case InitializeLogger: Sender.Tell(new LoggerInitialized()); break;
            case Error error: Trace.TraceError(error.ToString()); break;
            case Warning warning: Trace.TraceWarning(warning.ToString()); break;
            case DeadLetter dead: Trace.TraceWarning($"Dead letter: {dead.Message} from {dead.Sender} to {dead.Recipient}"); break;
            case UnhandledMessage lost: Trace.TraceWarning($"Unhandled: {lost.Message} from {lost.Sender} by {lost.Recipient}"); break;
            default: Trace.TraceInformation(message.ToString()); break;
        }
    }
}
