using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Starts actors and registers them, once the system runs; starters run one after the other, as they were added.</summary>
public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);
