namespace Akka.Hosting;

/// <summary>What a registry throws.</summary>
public class ActorRegistryException : Exception
{
    public ActorRegistryException(string message) : base(message) { }

    public ActorRegistryException(string message, Exception innerException) : base(message, innerException) { }
}
