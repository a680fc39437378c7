// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A name that an actor cannot have: taken, or not made of the allowed characters.</summary>
public class InvalidActorNameException : AkkaException
{
    public InvalidActorNameException(string message) : base(message)
    {
    }

    public InvalidActorNameException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>A path that no actor can have.</summary>
public class IllegalActorNameException : AkkaException
{
    public IllegalActorNameException(string message) : base(message)
    {
    }
}

/// <summary>Not possible as things stand.</summary>
public class IllegalActorStateException : AkkaException
{
    public IllegalActorStateException(string message) : base(message)
    {
    }
}

/// <summary>Nobody answered an <c>Ask</c> in time.</summary>
public class AskTimeoutException : AkkaException
{
    public AskTimeoutException(string message) : base(message)
    {
    }
}

/// <summary>The actor's thread was interrupted.</summary>
public class ActorInterruptedException : AkkaException
{
    public ActorInterruptedException(string message = null, Exception cause = null) : base(message, cause)
    {
    }
}

/// <summary>The actor was told to <see cref="Kill"/> itself.</summary>
public class ActorKilledException : AkkaException
{
    public ActorKilledException()
    {
    }

    public ActorKilledException(string message) : base(message)
    {
    }
}

/// <summary>A selection led to no actor.</summary>
public class ActorNotFoundException : AkkaException
{
    public ActorNotFoundException()
    {
    }

    public ActorNotFoundException(string message, Exception innerException = null) : base(message, innerException)
    {
    }
}

/// <summary>Nothing is no message.</summary>
public class InvalidMessageException : AkkaException
{
    public InvalidMessageException() : this("Message is null")
    {
    }

    public InvalidMessageException(string message) : base(message)
    {
    }
}

/// <summary>A logger did not start.</summary>
public class LoggerInitializationException : AkkaException
{
    public LoggerInitializationException()
    {
    }

    public LoggerInitializationException(string message) : base(message)
    {
    }

    public LoggerInitializationException(string message, Exception cause = null) : base(message, cause)
    {
    }
}
