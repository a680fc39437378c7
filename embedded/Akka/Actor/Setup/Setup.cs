namespace Akka.Actor.Setup;

/// <summary>Something given to an actor system when it is created, in code instead of configuration.</summary>
public abstract class Setup
{
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}
