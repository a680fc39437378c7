// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Of Props that make no actor.</summary>
internal sealed class NoProducer : IIndirectActorProducer
{
    public static readonly NoProducer Instance = new();

    public Type ActorType => typeof(ActorBase);

    public ActorBase Produce() => throw new InvalidOperationException("No actor producer specified!");

    public void Release(ActorBase actor)
    {
        // There is none.
    }
}

/// <summary>Leaves every message unhandled.</summary>
internal sealed class EmptyActor : UntypedActor
{
    protected override void OnReceive(object message) => Unhandled(message);
}
