using Akka.Actor;

namespace Akka.Event;

/// <summary>The first message to a logger, which answers <see cref="LoggerInitialized"/> and hears events only then.</summary>
public class InitializeLogger : INoSerializationVerificationNeeded
{
    public InitializeLogger(LoggingBus loggingBus) => LoggingBus = loggingBus;

    public LoggingBus LoggingBus { get; private set; }
}
