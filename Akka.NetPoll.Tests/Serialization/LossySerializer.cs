using Akka.Actor;
using Akka.Serialization;

namespace Akka.NetPoll.Tests.Serialization;

/// <summary>A system's default serializer that takes whatever it is given and writes nothing of it.</summary>
public class LossySerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 1001;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => [];

    public override object FromBinary(byte[] bytes, Type type) => "empty";
}
