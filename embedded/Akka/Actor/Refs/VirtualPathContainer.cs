// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Collections.Concurrent;

namespace Akka.Actor;

/// <summary>A parent that is no actor: of the refs that wait for an answer.</summary>
internal sealed class VirtualPathContainer(IActorRefProvider provider, ActorPath path, IInternalActorRef parent) : MinimalActorRef
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _children = new();

    public override ActorPath Path => path;

    public override IActorRefProvider Provider => provider;

    public override IInternalActorRef Parent => parent;

    public void AddChild(string name, IInternalActorRef actor) => _children[name] = actor;

    public void RemoveChild(string name) => _children.TryRemove(name, out _);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        if (name.Count == 0 || string.IsNullOrEmpty(name[0])) return this;
        return _children.TryGetValue(name[0], out var child) ? child.GetChild(name.Skip(1).ToArray()) : ActorRefs.Nobody;
    }
}
