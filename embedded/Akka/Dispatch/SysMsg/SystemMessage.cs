// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch.SysMsg;

/// <summary>A link in a mailbox's list of system messages: one object goes to one actor, once.</summary>
public abstract class SystemMessage : ISystemMessage
{
    internal SystemMessage Next;

    public bool Unlinked => Next is null;

    public void Unlink() => Next = null;
}
