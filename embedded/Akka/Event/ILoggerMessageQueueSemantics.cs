using Akka.Dispatch;

namespace Akka.Event;

/// <summary>Asks for a mailbox fit for a logger: what is left in it when the logger stops is still printed.</summary>
public interface ILoggerMessageQueueSemantics : ISemantics
{
}
