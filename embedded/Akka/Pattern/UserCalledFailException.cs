using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Pattern;

/// <summary>The failure behind <see cref="CircuitBreaker.Fail"/>.</summary>
public class UserCalledFailException : AkkaException
{
    public UserCalledFailException() : base("CircuitBreaker.Fail() was called.") { }

#pragma warning disable SYSLIB0051 // The signature is the real one's.
    protected UserCalledFailException(SerializationInfo info, StreamingContext context) : base(info, context) { }
#pragma warning restore SYSLIB0051
}
