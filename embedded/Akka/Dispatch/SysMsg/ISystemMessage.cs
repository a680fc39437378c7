// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>What runs an actor's life: handled before all messages, and also while the mailbox is suspended.</summary>
public interface ISystemMessage : INoSerializationVerificationNeeded;

/// <summary>Set aside while the actor waits for its children to stop.</summary>
internal interface IStashWhenWaitingForChildren;

/// <summary>Set aside while the actor is suspended.</summary>
internal interface IStashWhenFailed;
