namespace Akka.Actor;

/// <summary>Names an extension, and makes it.</summary>
public interface IExtensionId
{
    Type ExtensionType { get; }

    /// <summary>The system's extension; it is made if it is not there.</summary>
    object Apply(ActorSystem system);

    /// <summary>The system's extension, which must be there.</summary>
    object Get(ActorSystem system);

    /// <summary>Makes it; called once for a system, by the system.</summary>
    object CreateExtension(ExtendedActorSystem system);
}
