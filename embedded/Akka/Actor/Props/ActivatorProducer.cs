// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Reflection;

namespace Akka.Actor;

/// <summary>Calls a constructor. Without arguments, one compiled call; with some, the runtime chooses by them.</summary>
internal sealed class ActivatorProducer : IIndirectActorProducer
{
    private readonly object[] _args;
    private ConstructorInvoker _constructor;

    public ActivatorProducer(Type actorType, object[] args)
    {
        ActorType = actorType;
        _args = args ?? [];
    }

    public Type ActorType { get; }

    public ActorBase Produce()
    {
        if (_args.Length > 0) return (ActorBase)Activator.CreateInstance(ActorType, _args);
        _constructor ??= ActorType.GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is { } constructor && !ActorType.IsAbstract
            ? ConstructorInvoker.Create(constructor)
            : null;
        return _constructor is null ? (ActorBase)Activator.CreateInstance(ActorType, _args) : (ActorBase)_constructor.Invoke();
    }

    public void Release(ActorBase actor)
    {
        // The garbage collector has it.
    }
}
