// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A name below another path.</summary>
public sealed class ChildActorPath : ActorPath
{
    public ChildActorPath(ActorPath parentPath, string name, long uid) : base(parentPath, name, uid)
    {
    }
}
