using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Something was asked for at a time when it cannot be.</summary>
public class IllegalStateException : AkkaException
{
    public IllegalStateException(string message) : base(message) { }

    public IllegalStateException(string message, Exception? innerEx) : base(message, innerEx) { }

#pragma warning disable SYSLIB0051 // The signature is the real one's.
    protected IllegalStateException(SerializationInfo info, StreamingContext context) : base(info, context) { }
#pragma warning restore SYSLIB0051
}
