// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor with a stash.</summary>
public interface IActorStash
{
    IStash Stash { get; set; }
}
