// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A ref is equal to another if path and uid are.</summary>
public abstract class ActorRefBase : IActorRef
{
    public abstract ActorPath Path { get; }

    public void Tell(object message, IActorRef sender) => TellInternal(message, sender);

    public bool Equals(IActorRef other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null) return false;
        var (mine, theirs) = (Path, other.Path);
        return mine.Uid == theirs.Uid && mine.Equals(theirs);
    }

    public override bool Equals(object obj) => obj is IActorRef other && Equals(other);

    // A uid is random: where there is one, it says enough.
    public override int GetHashCode()
    {
        var path = Path;
        return path.Uid != ActorCell.UndefinedUid ? path.Uid.GetHashCode() : path.GetHashCode();
    }

    public int CompareTo(IActorRef other)
    {
        if (other is null) return 1;
        var order = Path.CompareTo(other.Path);
        return order != 0 ? order : Path.Uid.CompareTo(other.Path.Uid);
    }

    public int CompareTo(object obj) => obj switch
    {
        null => 1,
        IActorRef other => CompareTo(other),
        _ => throw new ArgumentException($"Object must be of type IActorRef, found {obj.GetType()} instead.", nameof(obj)),
    };

    public override string ToString() => Path.Uid == ActorCell.UndefinedUid ? $"[{Path}]" : $"[{Path}#{Path.Uid}]";

    protected abstract void TellInternal(object message, IActorRef sender);
}
