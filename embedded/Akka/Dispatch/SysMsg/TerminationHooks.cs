// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch.SysMsg;

/// <summary>To the system guardian: tell me before the system's actors stop, and wait for me.</summary>
public sealed class RegisterTerminationHook : SystemMessage
{
    private RegisterTerminationHook()
    {
    }

    public static RegisterTerminationHook Instance { get; } = new();

    public override string ToString() => "<RegisterTerminationHook>";
}

/// <summary>From the system guardian: the user's actors have stopped.</summary>
public sealed class TerminationHook : SystemMessage
{
    private TerminationHook()
    {
    }

    public static TerminationHook Instance { get; } = new();

    public override string ToString() => "<TerminationHook>";
}

/// <summary>To the system guardian: wait for me no longer.</summary>
public sealed class TerminationHookDone : SystemMessage
{
    private TerminationHookDone()
    {
    }

    public static TerminationHookDone Instance { get; } = new();

    public override string ToString() => "<TerminationHookDone>";
}
