using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Pattern;

/// <summary>The call was not made: the breaker is open.</summary>
public class OpenCircuitException : AkkaException
{
    private const string Text = "Circuit Breaker is open; calls are failing fast";

    public OpenCircuitException() : base(Text) { }

    public OpenCircuitException(string message) : this(message, TimeSpan.Zero) { }

    public OpenCircuitException(string message, TimeSpan remainingDuration) : base(message) => RemainingDuration = remainingDuration;

    public OpenCircuitException(string message, Exception? cause) : this(message, cause, TimeSpan.Zero) { }

    public OpenCircuitException(string message, Exception? cause, TimeSpan remainingDuration) : base(message, cause) =>
        RemainingDuration = remainingDuration;

    public OpenCircuitException(Exception? cause) : this(Text, cause, TimeSpan.Zero) { }

    public OpenCircuitException(Exception? cause, TimeSpan remainingDuration) : this(Text, cause, remainingDuration) { }

#pragma warning disable SYSLIB0051 // The signature is the real one's.
    protected OpenCircuitException(SerializationInfo info, StreamingContext context) : base(info, context) { }
#pragma warning restore SYSLIB0051

    /// <summary>How long the breaker stays open; zero if that is not known.</summary>
    public TimeSpan RemainingDuration { get; }
}
