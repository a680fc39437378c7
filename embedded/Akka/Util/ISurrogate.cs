using Akka.Actor;

namespace Akka.Util;

/// <summary>What travels in place of an <see cref="ISurrogated"/>.</summary>
public interface ISurrogate
{
    ISurrogated FromSurrogate(ActorSystem system);
}
