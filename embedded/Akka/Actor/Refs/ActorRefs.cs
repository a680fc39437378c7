// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>The refs that stand for none.</summary>
public static class ActorRefs
{
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>Null: whoever receives the message sees the dead letters as its sender.</summary>
    public static readonly IActorRef NoSender = null;
}
