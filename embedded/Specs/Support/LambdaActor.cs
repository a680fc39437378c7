using Akka.Actor;

namespace Akka.Embedded.Specs.Support;

/// <summary>An actor whose behaviour is a lambda over its context and the message.</summary>
public sealed class LambdaActor(Action<IUntypedActorContext, object> receive) : UntypedActor
{
    protected override void OnReceive(object message) => receive(Context, message);
}
