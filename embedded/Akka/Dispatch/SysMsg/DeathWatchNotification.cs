// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>To watchers, and to the parent: the actor is dead.</summary>
public class DeathWatchNotification : SystemMessage
{
    public DeathWatchNotification(IActorRef actor, bool existenceConfirmed, bool addressTerminated)
    {
        Actor = actor;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    public IActorRef Actor { get; }

    public bool ExistenceConfirmed { get; }

    public bool AddressTerminated { get; }

    public override string ToString() =>
        $"<DeathWatchNotification>: {Actor}, ExistenceConfirmed={ExistenceConfirmed}, AddressTerminated={AddressTerminated}";
}
