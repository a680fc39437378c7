// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor.Internal;

/// <summary>What is to happen when the children that were told to stop have stopped.</summary>
internal abstract class SuspendReason
{
    /// <summary>While it holds, the actor sets supervision's messages aside.</summary>
    public virtual bool WaitsForChildren => true;

    /// <summary>Nothing: somebody stopped a child.</summary>
    public sealed class UserRequest : SuspendReason
    {
        public static readonly UserRequest Instance = new();

        public override bool WaitsForChildren => false;
    }

    /// <summary>The actor is made anew after a failed creation.</summary>
    public sealed class Creation : SuspendReason;

    /// <summary>The actor is restarted.</summary>
    public sealed class Recreation(Exception cause) : SuspendReason
    {
        public Exception Cause => cause;
    }

    /// <summary>The actor stops.</summary>
    public sealed class Termination : SuspendReason
    {
        public static readonly Termination Instance = new();

        public override bool WaitsForChildren => false;
    }
}
