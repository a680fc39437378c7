// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>With whatever mailbox is set, which must be a deque.</summary>
public interface IWithUnrestrictedStash : IActorStash;
