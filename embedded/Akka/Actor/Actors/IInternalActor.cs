// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

public interface IInternalActor
{
    IActorContext ActorContext { get; }
}

/// <summary>Has something to do between its constructor and its start.</summary>
internal interface IInitializableActor
{
    void Init();
}
