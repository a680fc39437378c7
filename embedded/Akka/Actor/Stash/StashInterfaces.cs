// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor with a stash.</summary>
public interface IActorStash
{
    IStash Stash { get; set; }
}

/// <summary>With a mailbox without limit.</summary>
public interface IWithUnboundedStash : IActorStash, IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>;

/// <summary>With a mailbox with a limit.</summary>
public interface IWithBoundedStash : IActorStash, IRequiresMessageQueue<IBoundedDequeBasedMessageQueueSemantics>;

/// <summary>With a mailbox that is a deque; the stash's own limit is the mailbox's or the Props' <c>stash-capacity</c>.</summary>
public interface IWithStash : IActorStash, IRequiresMessageQueue<IDequeBasedMessageQueueSemantics>;

/// <summary>With whatever mailbox is set, which must be a deque.</summary>
public interface IWithUnrestrictedStash : IActorStash;
