using Akka.Actor;

namespace Akka.Util;

/// <summary>What cannot travel itself, and so names a stand-in.</summary>
public interface ISurrogated
{
    ISurrogate ToSurrogate(ActorSystem system);
}
