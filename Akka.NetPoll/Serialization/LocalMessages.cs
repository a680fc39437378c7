using System.Runtime.Serialization;
using Akka.Actor;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Serialization;

/// <summary>Binds the messages that stay in their process to a serializer that says so, for systems with another default than Newtonsoft.Json.</summary>
/// <remarks>
/// Not by akka.netpoll.conf: a system reads serialization-bindings when it is made, and the extension may be loaded later. And
/// only where no other serializer is bound, so that a program's own binding of a message's type or its base, which makes the
/// message travel, goes first.
/// </remarks>
internal static class LocalMessages
{
    private const string Name = "netpoll-local";

    private static readonly Type[] Types =
        [.. typeof(ILocalMessage).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ILocalMessage)))];

    public static void Bind(ExtendedActorSystem system)
    {
        Akka.Serialization.Serialization serialization = system.Serialization;
        Akka.Serialization.Serializer ofAny = serialization.FindSerializerForType(typeof(object));
        var refusing = new RefusingSerializer(system);
        serialization.AddSerializer(Name, refusing);
        foreach (Type type in Types)
        {
            // What is found is kept for the type. By name it is ours in place of the default one; to put ours in the place of what
            // is kept already warns on standard output, so that is only done when the system has sent such a message before.
            if (serialization.FindSerializerForType(type, Name) == ofAny) serialization.AddSerializationMap(type, refusing);
        }
    }

    private sealed class RefusingSerializer(ExtendedActorSystem system) : Akka.Serialization.Serializer(system)
    {
        // Below 41 they are Akka's; this one is "NP".
        public override int Identifier => 0x4E50;

        public override bool IncludeManifest => false;

        public override byte[] ToBinary(object obj) => throw ILocalMessage.CannotLeave(obj);

        public override object FromBinary(byte[] bytes, Type type) => throw new SerializationException("a message of Akka.NetPoll cannot have left its process");
    }
}
