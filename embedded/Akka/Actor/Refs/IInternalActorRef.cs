// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Where the actor lives.</summary>
public interface IActorRefScope
{
    bool IsLocal { get; }
}

/// <summary>What the library itself asks of an actor's ref.</summary>
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    IInternalActorRef Parent { get; }

    IActorRefProvider Provider { get; }

    bool IsTerminated { get; }

    /// <summary>The actor below this one at that relative path, <c>..</c> included; nobody if there is none.</summary>
    IActorRef GetChild(IReadOnlyList<string> name);

    void Resume(Exception causedByFailure = null);

    void Start();

    void Stop();

    void Restart(Exception cause);

    void Suspend();

    void SendSystemMessage(ISystemMessage message, IActorRef sender);

    void SendSystemMessage(ISystemMessage message);
}
