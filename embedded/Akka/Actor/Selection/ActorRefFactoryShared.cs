// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>From a path to a selection.</summary>
public static class ActorRefFactoryShared
{
    public static ActorSelection ActorSelection(ActorPath actorPath, ActorSystem system) =>
        new(((ActorSystemImpl)system).Provider.RootGuardianAt(actorPath.Address), actorPath.Elements);

    /// <summary>An absolute path, one with an address, or else one relative to the given actor.</summary>
    public static ActorSelection ActorSelection(string path, ActorSystem system, IActorRef lookupRoot)
    {
        var provider = ((ActorSystemImpl)system).Provider;
        if (string.IsNullOrEmpty(path)) return new ActorSelection(system.DeadLetters, "");
        if (path[0] == '/') return new ActorSelection(provider.RootGuardian, path.Split('/').Skip(1));
        if (!Uri.IsWellFormedUriString(path, UriKind.Absolute)) return new ActorSelection(lookupRoot, path);
        return ActorPath.TryParse(path, out var parsed)
            ? new ActorSelection(provider.RootGuardianAt(parsed.Address), parsed.Elements)
            : new ActorSelection(provider.DeadLetters, "");
    }

    public static ActorSelection ActorSelection(IActorRef anchorActorRef, string path) => new(anchorActorRef, path);
}
