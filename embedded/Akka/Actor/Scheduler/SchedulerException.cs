using System.Runtime.Serialization;

namespace Akka.Actor;

/// <summary>The scheduler cannot take what it was given: it has been shut down.</summary>
public sealed class SchedulerException : AkkaException
{
    public SchedulerException(string message) : base(message) { }

#pragma warning disable SYSLIB0051 // The signature is the real one's.
    public SchedulerException(SerializationInfo info, StreamingContext context) : base(info, context) { }
#pragma warning restore SYSLIB0051
}
