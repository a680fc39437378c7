using Akka.Actor;

namespace Akka.NetPoll.Tests.Serialization;

/// <summary>A user's own for messages of ours.</summary>
public sealed class UsersSerializer(ExtendedActorSystem system) : LossySerializer(system)
{
    public override int Identifier => 1002;
}
