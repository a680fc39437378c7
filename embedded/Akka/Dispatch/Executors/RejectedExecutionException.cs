// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>The executor takes no more work.</summary>
public class RejectedExecutionException : AkkaException
{
    public RejectedExecutionException(string message = null, Exception inner = null) : base(message, inner)
    {
    }
}
