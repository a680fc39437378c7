using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Runs when all starters have; the host has not started until it has ended.</summary>
public delegate Task StartupTask(ActorSystem system, IActorRegistry registry);
