using Akka.Actor;

namespace Akka.TestKit;

/// <summary><see cref="AutoPilot.Run"/> as a function.</summary>
public delegate AutoPilot AutoPilotDelegate(IActorRef sender, object message);
