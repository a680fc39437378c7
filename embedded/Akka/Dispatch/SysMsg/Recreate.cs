// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch.SysMsg;

/// <summary>The supervisor's decision: restart.</summary>
public sealed class Recreate : SystemMessage, IStashWhenWaitingForChildren
{
    public Recreate(Exception cause) => Cause = cause;

    public Exception Cause { get; }

    public override string ToString() => $"<Recreate>{(Cause is null ? "" : " Cause: " + Cause)}";
}
