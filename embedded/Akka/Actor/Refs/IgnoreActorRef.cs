// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A receiver for answers that nobody wants.</summary>
internal sealed class IgnoreActorRef(IActorRefProvider provider) : MinimalActorRef
{
    private static readonly ActorPath TheOne = new RootActorPath(new Address("akka", "local")) / "ignore";

    public override ActorPath Path => TheOne;

    public override IActorRefProvider Provider => provider;
}
