namespace Akka.Hosting;

/// <summary>Nobody is registered under the key.</summary>
public sealed class MissingActorRegistryEntryException : ActorRegistryException
{
    public MissingActorRegistryEntryException(string message) : base(message) { }

    public MissingActorRegistryEntryException(string message, Exception innerException) : base(message, innerException) { }
}
