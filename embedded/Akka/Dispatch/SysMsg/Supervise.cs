// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>To the parent: a child has been made.</summary>
public sealed class Supervise : SystemMessage
{
    public Supervise(IActorRef child, bool async)
    {
        Child = child;
        Async = async;
    }

    public IActorRef Child { get; }

    public bool Async { get; }

    public override string ToString() => $"<Supervise>: {Child}, Async={Async}";
}
