// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>An actor's first message. With a failure, the actor cannot be made and fails with it.</summary>
public sealed class Create : SystemMessage
{
    public Create(ActorInitializationException failure) => Failure = failure;

    public ActorInitializationException Failure { get; }

    public override bool Equals(object obj) => obj is Create other && Equals(Failure, other.Failure);

    public override int GetHashCode() => Failure?.GetHashCode() ?? 0;

    public override string ToString() => $"<Create>{(Failure is null ? "" : " Failure: " + Failure)}";
}
