using Akka.Actor;

namespace Akka.NetPoll;

/// <summary>Finds the extension of a system.</summary>
public static class NetPollExtensions
{
    /// <summary>The system's <see cref="Akka.NetPoll.NetPoll"/>, started on first use.</summary>
    public static NetPoll NetPoll(this ActorSystem system) => system.WithExtension<NetPoll, NetPollProvider>();
}
