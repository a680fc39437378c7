// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>To the parent: the child's uid tells a failure of this child from one of an earlier child of that name.</summary>
public sealed class Failed : SystemMessage, IStashWhenFailed
{
    public Failed(IActorRef child, Exception cause, long uid)
    {
        Child = child;
        Cause = cause;
        Uid = uid;
    }

    public IActorRef Child { get; }

    public Exception Cause { get; }

    public long Uid { get; }

    public override string ToString() => $"<Failed>: {Child} ({Uid}) {(Cause is null ? "" : ", Cause=" + Cause)}";
}
