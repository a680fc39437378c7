// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Runtime.Serialization;

namespace Akka.Actor;

/// <summary>The root of what Akka throws.</summary>
public abstract class AkkaException : Exception
{
    protected AkkaException()
    {
    }

    protected AkkaException(string message, Exception cause = null) : base(message, cause)
    {
    }

#pragma warning disable SYSLIB0051 // The signature is the real one's.
    protected AkkaException(SerializationInfo info, StreamingContext context) : base(info, context)
    {
    }
#pragma warning restore SYSLIB0051

    protected Exception Cause => InnerException;
}
