// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch.SysMsg;

/// <summary>The supervisor's decision: go on. Without a cause it undoes one suspension only.</summary>
public sealed class Resume : SystemMessage, IStashWhenWaitingForChildren
{
    public Resume(Exception causedByFailure) => CausedByFailure = causedByFailure;

    public Exception CausedByFailure { get; set; }

    public override string ToString() => $"<Resume>{(CausedByFailure is null ? "" : " CausedByFailure: " + CausedByFailure)}";
}
