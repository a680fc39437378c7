// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>What most cells never have; made when a cell first has some of it.</summary>
internal sealed class CellExtras
{
    public ChildrenContainer Children;
    public long NextName = -1;

    /// <summary>Whom the actor watches, and the message it wants to have for it; null: Terminated.</summary>
    public Dictionary<IActorRef, object> Watching;

    /// <summary>Whose death is in the mailbox, and the message for it.</summary>
    public Dictionary<IActorRef, object> DeathsQueued;

    /// <summary>The behaviours below the current one.</summary>
    public Stack<Receive> Behaviors;

    public TimeSpan? ReceiveTimeout;
    public ICancelable PendingReceiveTimeout;
    public ActorTaskScheduler TaskScheduler;

    /// <summary>Who failed: the actor itself or a child of it. Null: nobody.</summary>
    public IActorRef Perpetrator;

    /// <summary>System messages set aside, oldest first.</summary>
    public List<SystemMessage> SetAside;
}
